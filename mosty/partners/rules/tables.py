"""The shape every format is turned into: a table of sheets of rows of cells, each cell with its address."""

import re
from dataclasses import dataclass, field

INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")
SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
LOST_LETTERS = re.compile(r"\?{3,}|(?<!\S)\?(?=[^\W\d_]{2,})|\ufffd")


@dataclass(frozen=True)
class Cell:
    """One cell as a person sees it. `text` is cleaned; a formula is represented by its last shown value only."""

    ref: str
    text: str = ""
    link: str = ""
    colour: str = ""
    comment: str = ""
    marks: tuple[str, ...] = ()


@dataclass
class SheetRow:
    """A row by its number in the table (1 = first); `cells` are positioned by column index from 0."""

    number: int
    cells: dict[int, Cell] = field(default_factory=dict)

    @property
    def filled(self) -> dict[int, Cell]:
        return {index: cell for index, cell in self.cells.items() if cell.text}

    def text(self, index: int | None) -> str:
        cell = self.cells.get(index) if index is not None else None
        return cell.text if cell else ""


@dataclass
class Sheet:
    """A sheet: its rows that are not empty, in order. `is_hidden` = hidden in the program it was made with."""

    name: str
    rows: list[SheetRow] = field(default_factory=list)
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False


@dataclass
class Table:
    """Everything read from one file. `notes` say how it was read (encoding, separator), for the mapping page."""

    format: str
    sheets: list[Sheet]
    notes: dict[str, str] = field(default_factory=dict)


class Unreadable(Exception):
    """The bytes are not a table this kind can read; `code` is a reason of `rules.reasons`."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


def clean(text: str) -> str:
    """Text without invisible and control characters, odd spaces as plain ones, lines kept, ends trimmed."""
    text = CONTROL.sub("", INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def has_lost_letters(text: str) -> bool:
    """True where question marks or replacement signs stand where letters were before somebody saved the file badly."""
    return bool(LOST_LETTERS.search(text))


def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def make_row(number: int, texts: list[str]) -> SheetRow:
    """A row from plain texts, each already cleaned or not; empty cells are left out."""
    cells: dict[int, Cell] = {}
    for index, text in enumerate(texts):
        shown = clean(text)
        if shown:
            marks = ("lost_letters",) if has_lost_letters(text) else ()
            cells[index] = Cell(ref=f"{column_letter(index)}{number}", text=shown, marks=marks)
    return SheetRow(number=number, cells=cells)
