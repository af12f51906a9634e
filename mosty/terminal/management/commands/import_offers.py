"""`mosty import_offers`: take a partner's table in."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.management.base import BaseCommand, CommandError, CommandParser

from mosty.base.errors import Refused
from mosty.partners import actions
from mosty.partners.kinds import KINDS, MAX_BYTES
from mosty.partners.models import Row
from mosty.partners.rules.reasons import reason, sentence


class Command(BaseCommand):
    help = "Take in offers from a file or an address (CSV, XLSX). Every row is accounted for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", help="a file, or an address beginning with http:// or https://")
        parser.add_argument(
            "--format", choices=sorted(KINDS), default="", help="guessed from the content when left out"
        )
        parser.add_argument("--partner", default="", help="the name of the source; the file's name when left out")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and keep nothing")
        parser.add_argument("--publish", action="store_true", help="publish at once what may be published")
        parser.add_argument("--force", action="store_true", help="withdraw missing offers although they are many")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = self._take(**options)
        except Refused as refused:
            raise CommandError(str(refused.reason)) from None
        for row in result.refused:
            self.stdout.write(_line(row))
        for row in result.rows:
            if row.outcome == Row.Outcome.LEFT_OUT:
                self.stdout.write(f"{row.sheet}: left out: {sentence(row.code)}")
        if result.run.held:
            self.stdout.write(
                f"{result.run.held} offers of this source are missing from the table. None was withdrawn. "
                "Check the table, then run again with --force."
            )
        self.stdout.write(result.closing_line)

    def _take(
        self, source: str, partner: str, format: str, dry_run: bool, publish: bool, force: bool, **_: Any
    ) -> actions.Result:
        is_address = source.lower().startswith(("http://", "https://"))
        name = unquote(Path(urlsplit(source).path).name) or urlsplit(source).netloc if is_address else Path(source).name
        table = actions.read_table(
            data=b"" if is_address else _bytes(Path(source)),
            address=source if is_address else "",
            name=name,
            format=format,
        )
        return actions.import_table(
            name=partner or name, table=table, by=None, dry_run=dry_run, publish=publish, force=force
        )


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError:
        raise Refused(reason("no_such_file")) from None


def _line(row: Row) -> str:
    place = f"{row.sheet}!{row.cell}" if row.sheet else row.cell or str(row.number)
    return f"{place}: refused: {sentence(row.code)} [{row.words}]"
