"""Reading texts of many things at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from mosty.translations.models import Text
from mosty.translations.rules import BestText, best_text, languages_for


class Texts:
    """All texts of one thing; `best("title", "vi")` chooses, `rows("title")` lists.

    `fields`: what was read, where not everything was; asking for another field is an error, not an empty text.
    """

    def __init__(self, fields: Collection[str] = ()) -> None:
        self._fields = fields
        self._rows: dict[str, list[Text]] = defaultdict(list)

    def add(self, row: Text) -> None:
        self._rows[row.field].append(row)

    def rows(self, field: str) -> list[Text]:
        if self._fields and field not in self._fields:
            raise LookupError(f"{field} was not read, only {', '.join(self._fields)}")
        return self._rows.get(field, [])

    def best(self, field: str, language: str) -> BestText:
        return best_text(self.rows(field), language)

    def original(self, field: str) -> str:
        return next((row.words for row in self.rows(field) if row.state == Text.State.ORIGINAL), "")

    def in_language(self, field: str, language: str) -> Text | None:
        return next((row for row in self.rows(field) if row.language == language), None)

    def languages(self) -> set[str]:
        """Languages in which there is a title that is not stale or unchecked."""
        good = {Text.State.ORIGINAL, Text.State.HUMAN, Text.State.MT_REVIEWED}
        return {row.language for row in self.rows("title") if row.state in good}

    def all_rows(self) -> list[Text]:
        return [row for rows in self._rows.values() for row in rows]


def texts_of(subject: str, ids: Iterable[int], fields: Collection[str] = (), reader: str = "") -> dict[int, Texts]:
    """Texts of many things of one kind in one query; every asked id has an entry. `fields`: only these, else all.

    `reader`: only what `best` could choose for a reader of this language, which is a third of the rows.
    """
    wanted = list(ids)
    found = {pk: Texts(fields) for pk in wanted}
    rows = Text.objects.filter(subject=subject, subject_id__in=wanted)
    if reader:
        rows = rows.filter(Q(language__in=languages_for(reader)) | Q(state=Text.State.ORIGINAL))
    for row in (rows.filter(field__in=fields) if fields else rows).order_by("id"):
        found[row.subject_id].add(row)
    return found
