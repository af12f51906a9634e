"""Tables as text: encoding and separator by evidence, quoted line breaks, and one broken quote that harms one row
only.
"""

import re
from dataclasses import replace

from mosty.partners.rules.tables import Sheet, SheetRow, Table, Unreadable, make_row

FORMAT = "csv"
ENDINGS = (".csv", ".tsv", ".txt")
MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_CELL = 100_000
SEPARATORS = ";,\t|"
QUOTE = '"'
CZECH = set("áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ")
WESTERN = set("äöüßÄÖÜàâçèêëîïôùûœáéíóúñ")
SIGNS = set("„“”‚‘’–—…×°§»«€•№ \u00a0")
CYRILLIC = re.compile("[\u0400-\u04ff]")


def read(data: bytes) -> Table:
    """The one sheet of a text table. Raises Unreadable for too much, for no text, or for bytes that are not text."""
    if len(data) > MAX_BYTES:
        raise Unreadable("too_big", limit=MAX_BYTES // 1_000_000)
    text, encoding = decode(data)
    named = re.match(r"sep=(.)\r?\n", text)
    separator = named.group(1) if named else guess_separator(text)
    rows = []
    widths: dict[int, int] = {}
    for number, texts in enumerate(records(text, separator), start=1):
        if number > MAX_ROWS:
            raise Unreadable("too_many_rows", limit=MAX_ROWS)
        if named and number == 1:
            continue
        row = make_row(number, [value[:MAX_CELL] for value in texts[:MAX_COLUMNS]])
        if row.cells:
            rows.append(row)
            widths[number] = len(texts)
    _mark_shifted(rows, widths)
    return Table(FORMAT, [Sheet("", rows)], {"encoding": encoding, "separator": separator})


def _mark_shifted(rows: list[SheetRow], widths: dict[int, int]) -> None:
    """Mark rows with more cells than nearly all others: an unquoted separator moved their cells to the right."""
    counts = list(widths.values())
    usual = max(set(counts), key=counts.count, default=0)
    if counts.count(usual) * 10 < len(counts) * 7:
        return
    for row in rows:
        if widths[row.number] > usual:
            first = min(row.cells)
            row.cells[first] = replace(row.cells[first], marks=(*row.cells[first].marks, "shifted"))


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding: byte order mark, zero bytes, strict UTF-8, else the likeliest eight-bit
    one.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    head = data[:4000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 10 < max(even, odd) and max(even, odd) * 100 > len(head):
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        return data.decode(encoding, errors="replace"), encoding
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\x1f\x8b")) or 0 in head:
        raise Unreadable("not_text")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    loose = data.decode("utf-8", errors="replace")
    letters = sum(1 for char in loose if ord(char) > 127 and char != "\ufffd")
    if letters and loose.count("\ufffd") <= letters * 0.02:
        return loose, "utf-8"
    return max(((data.decode(name, errors="replace"), name) for name in EIGHT_BIT), key=lambda pair: plausible(pair[0]))


EIGHT_BIT = ("cp1250", "cp1251", "iso-8859-2", "cp1252")


def plausible(text: str) -> float:
    """How much the letters above ASCII look like Czech or Cyrillic words; higher is likelier. Own counting, no
    source.
    """
    score = 0.0
    for index, char in enumerate(text):
        if ord(char) < 128:
            continue
        before = text[index - 1] if index else " "
        if CYRILLIC.match(char):
            # Cyrillic letters stand beside each other; a single one inside a Latin word is a wrong reading.
            beside = before + (text[index + 1] if index + 1 < len(text) else " ")
            score += 1 if CYRILLIC.search(beside) else (-1 if re.search("[A-Za-z]", beside) else 0)
            if char.isupper() and before.islower():
                score -= 1
        elif char in CZECH:
            score += 1 if ord(before) < 128 or before in SIGNS else 0.1
            if char.isupper() and before.islower():
                score -= 1
        elif char in SIGNS:
            score += 0.5
        elif char in WESTERN:
            score += 0.2
        else:
            score -= 1
    return score


def guess_separator(text: str) -> str:
    """The sign that gives the most even rows. A table of one column gets a comma."""

    def evenness(separator: str) -> float:
        widths = []
        for texts in records(text[:60_000], separator):
            if any(value.strip() for value in texts):
                widths.append(len(texts))
            if len(widths) >= 200:
                break
        if not widths:
            return 0.0
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        return 0.0 if usual < 2 else widths.count(usual) / len(widths) + min(usual, 30) / 100

    best = max(SEPARATORS, key=evenness)
    return best if evenness(best) > 0 else ","


def records(text: str, separator: str):  # type: ignore[no-untyped-def]
    """Rows of texts, empty rows included (so that row numbers agree with a spreadsheet). Reads each character a
    bounded number of times.
    """
    position, end = 0, len(text)
    while position < end:
        row: list[str] = []
        while True:
            value, position, closer = _field(text, position, separator)
            row.append(value)
            if closer != separator:
                break
        yield row


def _field(text: str, position: int, separator: str) -> tuple[str, int, str]:
    """One value, the place after its closing sign, and that sign ('' at the end)."""
    if text.startswith(QUOTE, position):
        found = _quoted(text, position, separator)
        if found:
            return found
    stop = position
    end = len(text)
    while stop < end and text[stop] not in (separator, "\n", "\r"):
        stop += 1
    value = text[position:stop]
    if len(value) > 1 and value.startswith(QUOTE) and value.endswith(QUOTE):
        value = value[1:-1]
    return (value, *_closer(text, stop, separator))


def _quoted(text: str, position: int, separator: str) -> tuple[str, int, str] | None:
    """A properly closed quoted value, or None: then the quote is an ordinary sign and the row ends with its line."""
    parts = []
    start = position + 1
    limit = position + MAX_CELL
    while True:
        stop = text.find(QUOTE, start, limit)
        if stop < 0:
            return None
        if text.startswith(QUOTE, stop + 1):
            parts.append(text[start : stop + 1])
            start = stop + 2
            continue
        parts.append(text[start:stop])
        after = stop + 1
        while text.startswith(" ", after):
            after += 1
        if after >= len(text) or text[after] in (separator, "\n", "\r"):
            return ("".join(parts), *_closer(text, after, separator))
        return None


def _closer(text: str, stop: int, separator: str) -> tuple[int, str]:
    if stop >= len(text):
        return stop, ""
    if text[stop] == separator:
        return stop + 1, separator
    if text.startswith("\r\n", stop):
        return stop + 2, "\n"
    return stop + 1, "\n"
