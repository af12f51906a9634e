"""Which row is the heading, and what each column is: guessed from its heading and from what stands below, with how
sure.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from mosty.partners.rules.tables import Sheet, SheetRow, column_letter
from mosty.partners.rules.text import fold, has_phrase
from mosty.partners.rules.understood import LIKELY, SURE, UNSURE
from mosty.partners.rules.vocabulary_columns import FIELDS, HEADINGS, LANGUAGE_HEADINGS, REPEATABLE
from mosty.partners.rules.words_levels import CEFR, level_of
from mosty.partners.rules.words_people import EMAIL, URL
from mosty.partners.rules.words_times import understand_when

HEADER_SEARCH_ROWS = 40
ALL_FIELDS = (*FIELDS, *(f"level:{language}" for language in LANGUAGE_HEADINGS))
PLACE = re.compile(
    r"\s*(?:p\.? ?\d{1,2}\b|praha\b|prague\b|sofia\b|прага\b|софия\b|район\b|ж\.? ?к\b|кв\.|quan \d)", re.IGNORECASE
)
ARCHIVE = re.compile(
    r"(?<!\w)(?:archiv|stare|stary|old|historie|history|ukoncen|closed|backup|zaloha|"
    r"архив|архів|старо|luu tru|cu(?!\w))"
)
CODE_LIST = re.compile(
    r"ciselnik|code ?list|lookup|legenda|legend|kody|navod|readme|instrukce|"
    r"номенклатур|легенда|довідник|справочник|danh muc"
)


@dataclasses.dataclass
class Column:
    """One column: its place, its heading as it stands, what it is taken for, how sure, some of its values."""

    index: int
    heading: str
    field: str = ""
    sure: float = 0.0
    samples: list[str] = dataclasses.field(default_factory=list)
    filled: int = 0
    is_hidden: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def key(self) -> str:
        """How a saved mapping names the column: its folded heading, or its letter where it has none."""
        return fold(self.heading) or self.letter


@dataclasses.dataclass
class Layout:
    """How a sheet is laid out. `header_number` 0 = no heading row. `left_out` = a reason code when it holds no
    offers.
    """

    sheet: Sheet
    header_number: int
    columns: list[Column]
    left_out: str = ""

    def indexes(self, field_name: str) -> list[int]:
        return [column.index for column in self.columns if column.field == field_name]

    @property
    def data_rows(self) -> list[SheetRow]:
        return [row for row in self.sheet.rows if row.number > self.header_number]


def layout_of(sheet: Sheet, mapping: Mapping[str, str] | None = None, *, is_wanted: bool = False) -> Layout:
    """Find the heading row and say what each column is. `mapping` (column key or letter → field, "" = ignore) wins
    over guesses.
    """
    header = find_header(sheet, mapping or {})
    number = header.number if header else 0
    above = {}
    if header:
        # Group headings merged over several columns help where a heading alone says too little ("od", "do").
        for row in sheet.rows:
            if row.number < header.number and len(row.filled) > 1:
                above = {index: cell.text for index, cell in row.filled.items()}
    rows = [row for row in sheet.rows if row.number > number]
    indexes = sorted({index for row in rows for index in row.filled} | set(header.filled if header else ()))
    columns = []
    for index in indexes:
        values = [row.text(index) for row in rows if row.text(index)]
        heading = header.text(index) if header else ""
        column = Column(index, heading, samples=values[:3], filled=len(values), is_hidden=index in sheet.hidden_columns)
        column.field, column.sure = by_heading(heading)
        if not column.field and heading and above:
            group = next((above[place] for place in range(index, -1, -1) if place in above), "")
            column.field, column.sure = by_heading(f"{group} {heading}")
            column.sure = min(column.sure, UNSURE)
        columns.append(column)
    _one_column_each(columns)
    by_values(columns, rows)
    _one_column_each(columns)
    _apply(columns, mapping or {})
    layout = Layout(sheet, number, columns)
    layout.left_out = why_left_out(layout, is_wanted)
    return layout


def find_header(sheet: Sheet, mapping: Mapping[str, str] | None = None) -> SheetRow | None:
    """The row that a saved mapping names; else the one among the first forty with the most different known headings
    (at least
    two); else a first row of plain words above rows with figures."""
    wanted = {fold(key) for key in mapping or {} if len(key) > 2}
    for row in sheet.rows[:HEADER_SEARCH_ROWS]:
        if len({fold(cell.text) for cell in row.filled.values()} & wanted) >= 2:
            return row
    best, best_score = None, 1.5
    for row in sheet.rows[:HEADER_SEARCH_ROWS]:
        fields = {by_heading(cell.text)[0] for cell in row.filled.values() if len(cell.text) <= 60} - {""}
        longest = max((len(cell.text) for cell in row.filled.values()), default=0)
        score = len(fields) + 0.01 * len(row.filled) - (2 if longest > 120 else 0)
        if any(EMAIL.search(cell.text) or URL.search(cell.text) for cell in row.filled.values()):
            score -= 2
        if score > best_score:
            best, best_score = row, score
    return best or _plain_first_row(sheet)


def _plain_first_row(sheet: Sheet) -> SheetRow | None:
    """Headings in words we do not know: short, different, without figures, above rows that mostly have figures."""
    if len(sheet.rows) < 2:
        return None
    first, rest = sheet.rows[0], sheet.rows[1:60]
    texts = [cell.text for cell in first.filled.values()]
    if len(texts) < 2 or len({fold(text) for text in texts}) < len(texts):
        return None
    if any(len(text) > 40 or re.search(r"[\d@]", text) for text in texts):
        return None
    figured = sum(any(re.search(r"[\d@]", cell.text) for cell in row.filled.values()) for row in rest)
    return first if figured * 2 >= len(rest) else None


@lru_cache(maxsize=4096)
def by_heading(heading: str) -> tuple[str, float]:
    """Field and certainty from a heading alone."""
    folded = re.sub(r"[^\w/#№.+ -]", " ", fold(heading.replace("_", " "))).strip(" :.")
    folded = " ".join(folded.split())
    plain = fold(heading).strip(" :.*")
    if not folded and "#" not in plain:
        return "", 0.0
    best: tuple[float, int, str] = (0.0, 0, "")
    for language, headings in LANGUAGE_HEADINGS.items():
        for word in headings:
            best = max(best, _fit(folded, plain, word, f"level:{language}"))
    for name, headings in HEADINGS.items():
        for word in headings:
            best = max(best, _fit(folded, plain, word, name))
    return (best[2], best[0]) if best[0] else ("", 0.0)


def _fit(folded: str, plain: str, word: str, name: str) -> tuple[float, int, str]:
    bare = word.replace("_", " ").strip(" .")
    if bare and bare in (folded, plain) or word == plain:
        return (SURE, len(word), name)
    if len(bare) >= 3 and has_phrase(folded, bare):
        # Likelier the more of the heading it explains.
        return (LIKELY if len(bare) * 2 >= len(folded) else UNSURE, len(word), name)
    return (0.0, 0, "")


def _one_column_each(columns: list[Column]) -> None:
    """Where two columns look like the same thing, the surer (then the fuller) one keeps it; the other is a note."""
    for name in {column.field for column in columns if column.field and column.field not in REPEATABLE}:
        rivals = sorted(
            (column for column in columns if column.field == name),
            key=lambda column: (-column.sure, -min(column.filled, 1), column.index),
        )
        for loser in rivals[1:]:
            loser.field, loser.sure = "", 0.0


def by_values(columns: list[Column], rows: list[SheetRow]) -> None:
    """Name the columns that their headings did not, by what stands in them."""
    taken = {column.field for column in columns}
    for column in columns:
        if column.field:
            continue
        values = [row.text(column.index) for row in rows if row.text(column.index)][:60]
        if not values:
            column.field = "ignore"
            continue
        column.field, column.sure = _looks_like(values, taken)
        taken.add(column.field)
    missing = [name for name in ("organisation", "title", "description") if name not in taken]
    unnamed = [column for column in columns if not column.field and column.filled >= max(2, len(rows) // 2)]
    if "description" in missing and unnamed:
        longest = max(unnamed, key=lambda column: _mean_length(column, rows))
        if _mean_length(longest, rows) > 60:
            longest.field, longest.sure = "description", UNSURE
            unnamed.remove(longest)
    for name in ("organisation", "title"):
        if name in missing and unnamed:
            # Hosts repeat down a table, titles do not.
            chosen = min(
                unnamed,
                key=lambda column: (
                    _distinct(column, rows) if name == "organisation" else -_distinct(column, rows),
                    column.index,
                ),
            )
            chosen.field, chosen.sure = name, UNSURE
            unnamed.remove(chosen)
    for column in columns:
        if not column.field:
            column.field, column.sure = "note", 0.3


def _looks_like(values: list[str], taken: set[str]) -> tuple[str, float]:
    def share(test: Callable[[str], object]) -> float:
        return sum(1 for value in values if test(value)) / len(values)

    if share(EMAIL.search) > 0.5 and "contact" not in taken:
        return "contact", LIKELY
    if share(lambda value: URL.match(value)) > 0.5 and "website" not in taken:
        return "website", LIKELY
    short = share(lambda value: len(value) < 40)
    if short > 0.8 and "level" not in taken and share(lambda value: CEFR.search(fold(value)) or level_of(value)) > 0.5:
        return "level", UNSURE
    if "place" not in taken and share(PLACE.match) > 0.5:
        return "place", UNSURE
    if "when" not in taken and share(lambda value: len(value) < 80 and understand_when(value) is not None) > 0.5:
        return "when", UNSURE
    return "", 0.0


def _mean_length(column: Column, rows: list[SheetRow]) -> float:
    values = [len(row.text(column.index)) for row in rows if row.text(column.index)]
    return sum(values) / len(values) if values else 0.0


def _distinct(column: Column, rows: list[SheetRow]) -> float:
    values = [fold(row.text(column.index)) for row in rows if row.text(column.index)]
    return len(set(values)) / len(values) if values else 1.0


def _apply(columns: list[Column], mapping: Mapping[str, str]) -> None:
    wanted = {fold(key): value for key, value in mapping.items()}
    for column in columns:
        for key in (column.key, fold(column.letter)):
            if key in wanted and (wanted[key] in ALL_FIELDS or not wanted[key]):
                column.field, column.sure = wanted[key] or "ignore", SURE
                break


def why_left_out(layout: Layout, is_wanted: bool) -> str:
    """A reason code when a sheet does not look like offers; "" when it does. `is_wanted`: whatever it is called."""
    known = {column.field for column in layout.columns if column.filled or layout.header_number} - {
        "",
        "note",
        "ignore",
    }
    name = fold(layout.sheet.name)
    if not layout.sheet.rows:
        return "sheet_empty"
    if not is_wanted and CODE_LIST.search(name):
        return "sheet_code_list"
    if not is_wanted and ARCHIVE.search(name):
        return "sheet_archive"
    if layout.sheet.is_hidden and not is_wanted:
        return "sheet_hidden"
    if "title" not in known and not ("organisation" in known and known & {"description", "activity"}):
        return "sheet_no_offers"
    if len(known) < (2 if is_wanted or layout.header_number else 3):
        return "sheet_no_offers"
    return ""
