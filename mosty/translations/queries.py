"""Reading texts of many things at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from mosty.base.clock import now
from mosty.translations.models import Spending, Term, Text, Wanted
from mosty.translations.rules import VOUCHED, BestText, Use, Wording, best_text, languages_for
from mosty.translations.rules.protect import Kept


class Texts:
    """All texts of one thing; `best("title", "vi")` chooses, `rows("title")` lists.

    `fields`, `reader`: what was read, where not everything was; asking for more is an error, not an empty text.
    """

    def __init__(self, fields: Collection[str] = (), reader: str = "") -> None:
        self._fields = fields
        self._reader = reader
        self._rows: dict[str, list[Text]] = defaultdict(list)
        self._choices: dict[str, list[Wording]] = defaultdict(list)

    def add(self, row: Text) -> None:
        self._rows[row.field].append(row)

    def add_choice(self, field: str, row: Wording) -> None:
        self._choices[field].append(row)

    def rows(self, field: str) -> list[Text]:
        self._check_reader("")
        self._check_field(field)
        return self._rows.get(field, [])

    def _check_reader(self, reader: str) -> None:
        if self._reader not in ("", reader):
            raise LookupError(f"only what a reader of {self._reader} is shown was read")

    def _check_field(self, field: str) -> None:
        if self._fields and field not in self._fields:
            raise LookupError(f"{field} was not read, only {', '.join(self._fields)}")

    def best(self, field: str, language: str, use: Use = Use.USUAL) -> BestText:
        if not self._reader:
            return best_text(self.rows(field), language, use)
        self._check_reader(language)
        self._check_field(field)
        return best_text(self._choices.get(field, []), language, use)

    def original(self, field: str) -> str:
        return next((row.words for row in self.rows(field) if row.state == Text.State.ORIGINAL), "")

    def in_language(self, field: str, language: str) -> Text | None:
        return next((row for row in self.rows(field) if row.language == language), None)

    def languages(self) -> set[str]:
        """Languages in which there is a title that is not stale or unchecked."""
        good = {Text.State.ORIGINAL, *VOUCHED}
        return {row.language for row in self.rows("title") if row.state in good}

    def all_rows(self) -> list[Text]:
        self._check_reader("")
        return [row for rows in self._rows.values() for row in rows]


def texts_of(subject: str, ids: Iterable[int], fields: Collection[str] = ()) -> dict[int, Texts]:
    """Texts of many things of one kind in one query; every asked id has an entry. `fields`: only these, else all."""
    wanted = list(ids)
    found = {pk: Texts(fields) for pk in wanted}
    rows = Text.objects.filter(subject=subject, subject_id__in=wanted)
    for row in (rows.filter(field__in=fields) if fields else rows).order_by("id"):
        found[row.subject_id].add(row)
    return found


def texts_for(reader: str, asked: Mapping[str, tuple[Iterable[int], Collection[str]]]) -> dict[str, dict[int, Texts]]:
    """What `best` could choose for a reader of one language, a third of all rows, for things of several kinds in one query.

    `asked`: subject → (ids, fields); the answer has the same keys and an entry for every id.
    """
    wanted = Q(pk__in=[])
    found: dict[str, dict[int, Texts]] = {}
    for subject, (ids, fields) in asked.items():
        found[subject] = {pk: Texts(fields, reader) for pk in ids}
        wanted |= Q(subject=subject, subject_id__in=list(found[subject]), field__in=fields)
    readable = Q(language__in=languages_for(reader)) | Q(state=Text.State.ORIGINAL)
    rows = Text.objects.filter(wanted, readable).order_by("id")
    for subject, pk, field, *words in rows.values_list("subject", "subject_id", "field", *Wording._fields):
        found[subject][pk].add_choice(field, Wording(*words))
    return found


def rows_of(subject: str, subject_id: int) -> list[Text]:
    """Every row of one thing, original and translations."""
    return list(Text.objects.filter(subject=subject, subject_id=subject_id).order_by("id"))


def kept_words(source: str, target: str) -> list[Kept]:
    """The glossary between two languages: names that stay, and the word to use where there is one."""
    rows = Term.objects.filter(source_language=source)
    found = [Kept(row.source, row.source if row.is_kept else row.words.get(target, "")) for row in rows]
    return [word for word in found if word.instead]


def wanted_for(subject: str, ids: Iterable[int]) -> dict[int, dict[str, Wanted]]:
    """What machines still have to do for these things: id → language → row."""
    found: dict[int, dict[str, Wanted]] = defaultdict(dict)
    for row in Wanted.objects.filter(subject=subject, subject_id__in=list(ids)):
        found[row.subject_id][row.language] = row
    return found


def characters_this_month() -> int:
    """Characters sent to the machine since the first of the month."""
    row = Spending.objects.filter(month=now().date().replace(day=1)).first()
    return row.characters if row else 0
