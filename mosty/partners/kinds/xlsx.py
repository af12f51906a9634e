"""Spreadsheets (XLSX): values as they were last shown, never formulas; merged cells, hidden columns, comments,
colours.
"""

import datetime as dt
import functools
import io
import re
import zipfile
from typing import TYPE_CHECKING

from mosty.partners.rules.tables import Cell, Sheet, SheetRow, Table, Unreadable, clean, column_letter, has_lost_letters

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMAT = "xlsx"
ENDINGS = (".xlsx", ".xlsm")
MAX_BYTES = 10_000_000
MAX_UNPACKED = 60_000_000
MAX_PARTS = 2_000
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_CELLS = 400_000
MAX_SHEETS = 50
MAX_CELL = 100_000
MERGED = re.compile(rb"""mergeCell\s[^>]*ref\s*=\s*["']\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})""")
HYPERLINK = re.compile(r'^=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"(?:\s*[,;]\s*"((?:[^"]|"")*)")?', re.IGNORECASE)


def read(data: bytes) -> Table:
    """Every sheet of a workbook. Raises Unreadable for too much, for bombs and for files that are no workbook."""
    import openpyxl  # noqa: PLC0415  heavy, and no page but the import needs it
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    _refuse_bombs(data)
    try:
        shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        written = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        SyntaxError,
        AttributeError,
    ):
        raise Unreadable("not_a_workbook") from None
    sheets = [_sheet(sheet, written[sheet.title]) for sheet in shown.worksheets[:MAX_SHEETS]]
    return Table(FORMAT, sheets, {})


def _refuse_bombs(data: bytes) -> None:
    """Looks at the packed parts before anything is unpacked whole."""
    if len(data) > MAX_BYTES:
        raise Unreadable("too_big", limit=MAX_BYTES // 1_000_000)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise Unreadable("too_big_unpacked", limit=MAX_UNPACKED // 1_000_000)
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".vml")):
                    with packed.open(part) as opened:
                        if re.search(rb"<!\s*(DOCTYPE|ENTITY)", opened.read(4000), re.IGNORECASE):
                            raise Unreadable("not_a_workbook")
                    _refuse_many_cells(packed.read(part))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        raise Unreadable("not_a_workbook") from None


def _refuse_many_cells(xml: bytes) -> None:
    """Cells written out, and cells that a merged area would make, are counted before each becomes an object of its own."""
    if xml.count(b"<c ") + xml.count(b"<c>") + xml.count(b"<x:c ") > MAX_CELLS:
        raise Unreadable("too_many_rows", limit=MAX_ROWS)
    merged = 0
    for left, top, right, bottom in MERGED.findall(xml):
        merged += (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)
        if merged > MAX_CELLS:
            raise Unreadable("too_many_rows", limit=MAX_ROWS)


def _column(letters: bytes) -> int:
    return functools.reduce(lambda number, letter: number * 26 + letter - 64, letters.upper(), 0)


def _sheet(shown: "Worksheet", written: "Worksheet") -> Sheet:
    # The sparse store: a sheet formatted down to its last row has no more cells here than it has values and styles.
    places = sorted(place for place, cell in written._cells.items() if cell.value is not None or cell.comment)
    if len(places) > MAX_CELLS or (places and places[-1][0] > 1_000_000):
        raise Unreadable("too_many_rows", limit=MAX_ROWS)
    rows: dict[int, SheetRow] = {}
    for row, column in places:
        if column > MAX_COLUMNS:
            continue
        cell = _cell(shown.cell(row, column), written.cell(row, column))
        if cell.text or cell.comment:
            rows.setdefault(row, SheetRow(row)).cells[column - 1] = cell
        if len(rows) > MAX_ROWS:
            raise Unreadable("too_many_rows", limit=MAX_ROWS)
    _spread_merged(written, rows)
    hidden = frozenset(
        index - 1
        for letter, dimension in written.column_dimensions.items()
        if dimension.hidden
        for index in range(dimension.min or 0, min(dimension.max or 0, MAX_COLUMNS) + 1)
        if letter
    )
    kept = [row for _, row in sorted(rows.items()) if row.filled]
    return Sheet(clean(shown.title), kept, hidden, written.sheet_state != "visible")


def _cell(shown, written) -> Cell:  # type: ignore[no-untyped-def]
    raw, marks, link = shown.value, [], ""
    if written.data_type == "f":
        formula = written.value if isinstance(written.value, str) else getattr(written.value, "text", "") or ""
        raw, link = _formula(formula, shown.value)
        marks.append("formula")
    if written.hyperlink is not None and written.hyperlink.target:
        link = clean(str(written.hyperlink.target))
    text = as_text(raw)
    if has_lost_letters(text):
        marks.append("lost_letters")
    return Cell(
        ref=written.coordinate,
        text=clean(text[:MAX_CELL]),
        link=link[:2000],
        colour=_colour(written),
        comment=clean(written.comment.text or "") if written.comment else "",
        marks=tuple(marks),
    )


def _formula(formula: str, cached: object) -> tuple[object, str]:
    """What a formula last showed, and the address if it is a link. The formula itself goes no further."""
    found = HYPERLINK.match(formula)
    if not found:
        return cached, ""
    address, label = (clean((part or "").replace('""', '"')) for part in found.groups())
    return (cached if cached not in (None, "", 0) else label or address), address


def as_text(raw: object) -> str:
    """A value as plain text: dates in ISO form, whole numbers without a point."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat() if raw.time() == dt.time() else raw.isoformat(" ", "minutes")
    if isinstance(raw, dt.date):
        return raw.isoformat()
    if isinstance(raw, dt.time):
        return raw.isoformat("minutes")
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    return str(raw)


def _colour(cell) -> str:  # type: ignore[no-untyped-def]
    fill = cell.fill
    if not fill or fill.fill_type != "solid" or not fill.fgColor or fill.fgColor.type != "rgb":
        return ""
    value = str(fill.fgColor.rgb)[-6:].upper()
    return "" if value in ("FFFFFF", "000000") else value


def _spread_merged(sheet: "Worksheet", rows: dict[int, SheetRow]) -> None:
    """A value merged over several rows belongs to each of them; one merged over columns only is a heading and stays
    put.
    """
    for merged in list(sheet.merged_cells.ranges)[:5_000]:
        if (
            merged.max_row == merged.min_row
            or merged.max_row - merged.min_row > 200
            or merged.min_col != merged.max_col
        ):
            continue
        top = rows.get(merged.min_row)
        source = top.cells.get(merged.min_col - 1) if top else None
        if not source or not source.text:
            continue
        for number in range(merged.min_row + 1, merged.max_row + 1):
            if number in rows and rows[number].filled:
                ref = f"{column_letter(merged.min_col - 1)}{number}"
                rows[number].cells[merged.min_col - 1] = Cell(
                    ref, source.text, source.link, source.colour, marks=("merged",)
                )
