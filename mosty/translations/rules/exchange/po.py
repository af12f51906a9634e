"""PO (GNU gettext manual, chapter "The Format of PO Files"): translations for and from translation tools.

The key is the context; what a person still has to look at is `fuzzy`; the facts are extracted comments (`#. mosty-state: human`),
which gettext's tools keep. Every text stands on one line, so that a file cut anywhere is seen to be cut. Read and written by
hand: Babel merges duplicates, drops repeated comments and cannot read gettext's `\\a`, polib breaks lines at U+2028, takes
the last letter of a cut line for its quote and gives up at the first fault.
"""

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from mosty.translations.rules.exchange.units import (
    MOST_UNITS,
    OPEN,
    Bundle,
    Found,
    Read,
    Standing,
    Trouble,
    Unit,
    facts_of,
    gather,
    too_large,
    too_many,
)

NAMED = {"\n": "n", "\t": "t", "\r": "r", "\a": "a", "\b": "b", "\f": "f", "\v": "v", '"': '"', "\\": "\\"}
BY_NAME = {name: char for char, name in NAMED.items()}
SPECIAL = re.compile(r'[\0\t\n\r"\\]')
ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))", re.S)
# Possessive: a long line must not be remembered letter by letter.
LINE = re.compile(r'(?:(msgctxt|msgid|msgstr)[ \t]*)?"((?:[^"\\]++|\\.)*+)"', re.S)
FACT = re.compile(r"mosty-(state|fingerprint|translator|source|target):(.*)", re.S)
CHARSET = re.compile(rb"charset=([\w.-]+)")
# Charsets in which a line break is one byte and decoding is linear.
PLAIN_CHARSETS = re.compile(r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[rtu]")


def _escape(words: str) -> str:
    return SPECIAL.sub(lambda match: "\\" + NAMED.get(match[0], f"{ord(match[0]):03o}"), words)


def _unescape(words: str) -> str:
    """The text of a quoted string; numbers above ASCII are bytes of UTF-8."""

    def char(match: re.Match[str]) -> str:
        octal, digits, name = match.groups()
        if name is not None:
            return BY_NAME.get(name, match[0])
        return bytes([int(octal, 8) & 255 if octal else int(digits, 16)]).decode("utf-8", "surrogateescape")

    words = ESCAPE.sub(char, words)
    return words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _comment(words: str) -> str:
    """A line of an extracted comment; escaped are a backslash, which gettext joins to the next line when it is the last sign,
    blanks at the ends, and what looks like a fact of ours.
    """
    words = _escape(words).replace('\\"', '"').replace(r"\\", r"\134")
    words = re.sub("^ | $", r"\\040", words)
    return "#. " + (words.replace("m", r"\155", 1) if words.startswith("mosty-") else words)


def _lines(unit: Unit) -> Iterator[str]:
    yield ""
    if unit.note:
        yield from map(_comment, unit.note.split("\n"))
    for name, value in facts_of(unit).items():
        yield f"#. mosty-{name}: {_comment(value)[3:]}".rstrip(" ")
    if unit.state in OPEN:
        yield "#, fuzzy"
    yield f'msgctxt "{_escape(unit.key)}"'
    yield f'msgid "{_escape(unit.source)}"'
    yield f'msgstr "{_escape(unit.target)}"'


def write(bundle: Bundle) -> bytes:
    """The bundle as a PO file in UTF-8, without plural forms."""
    header = {
        "Project-Id-Version": "Mosty",
        "Language": bundle.target_language.replace("-", "_"),
        "X-Source-Language": bundle.source_language.replace("-", "_"),
        "X-Mosty-Texts": str(len(bundle.units)),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    lines = ['msgid ""', 'msgstr ""', *(f'"{name}: {_escape(value)}\\n"' for name, value in header.items())]
    lines += [line for unit in bundle.units for line in _lines(unit)]
    return "\n".join([*lines, ""]).encode()


@dataclass
class _Entry:
    """An entry as far as it has been read; `reason` says why it cannot be used."""

    line: int = 0
    parts: dict[str, list[str]] = field(default_factory=dict)
    last: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    is_fuzzy: bool = False
    reason: str = ""

    @property
    def is_over(self) -> bool:
        return "msgstr" in self.parts or bool(self.reason)

    def ends_before(self, line: str) -> bool:
        """Whether this line belongs to the next entry; what follows damage belongs to the damaged one."""
        if self.reason:
            return not line or (line.startswith(("#", "msgctxt")) and not line.startswith("#~"))
        return not line or line.startswith(("#", "msgctxt", "msgid"))

    def text(self, name: str) -> str:
        return "".join(map(_unescape, self.parts.get(name, ())))

    def add_comment(self, line: str) -> None:
        kind, words = line[:2], line[2:].strip(" ")
        if kind == "#~":
            self.reason = _("The file sets this text aside as no longer used.")
        elif kind == "#,":
            self.is_fuzzy |= "fuzzy" in re.split("[, ]+", words)
        elif kind == "#." and (match := FACT.fullmatch(words)):
            self.facts[match[1]] = _unescape(match[2].strip(" "))
        elif kind == "#.":
            self.notes.append(_unescape(words))
        elif kind == "# ":
            self.notes.append(words)

    def add_line(self, line: str, number: int) -> None:
        match = LINE.fullmatch(line)
        if re.search("[\udc80-\udcff]", line):
            self.reason = _("Some characters cannot be read; please save the file as UTF-8.")
        elif not match or not (match[1] or self.last) or match[1] in self.parts:
            self.reason = _("The file is damaged here.")
        else:
            self.last = match[1] or self.last
            self.parts.setdefault(self.last, []).append(match[2])
        self.line = self.line if self.line and not self.reason else number

    def found(self) -> Found:
        standing = Standing.UNFINISHED if self.is_fuzzy else Standing.CHECKED
        note = "\n".join(self.notes)
        return Found(
            self.text("msgctxt"), self.line, self.text("msgid"), self.text("msgstr"), self.facts, note, standing
        )


def _decode(data: bytes) -> str:
    """The text in the charset that the header names, if it is a plain one; what is wrong in it becomes surrogates."""
    match = CHARSET.search(data[:10_000])
    try:
        charset = codecs.lookup(match[1].decode()).name if match else "utf-8"
    except LookupError:
        charset = "utf-8"
    if not PLAIN_CHARSETS.fullmatch(charset) or data.startswith(codecs.BOM_UTF8):
        charset = "utf-8"
    return data.removeprefix(codecs.BOM_UTF8).decode(charset, "surrogateescape")


def _entries(text: str) -> Iterator[_Entry]:
    """The entries of a file, broken ones included."""
    entry = _Entry()
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        line = line.strip(" \t\r\n")
        if entry.is_over and entry.ends_before(line):
            yield entry
            entry = _Entry()
        if line.startswith("#"):
            entry.add_comment(line)
        elif line and not entry.reason:
            entry.add_line(line, number)
    # A text over several lines may go on where the file was cut.
    if not text.endswith("\n") and entry.parts.get("msgstr", ["-"])[0] == "":
        entry.reason = _("The file ends here before its time.")
    if entry.parts or entry.facts or entry.reason:
        yield entry


def read(data: bytes, expected: tuple[str, str] | None = None) -> Read:
    """What a PO file says; `expected` are the languages it should translate between.

    Refused as a whole are files over 20 MB, with too many texts, or without any entry. A damaged entry is left out.
    """
    if refusal := too_large(len(data)):
        return refusal
    header: dict[str, str] = {}
    items: list[Found] = []
    troubles: list[Trouble] = []
    is_po = False
    for entry in _entries(_decode(data)):
        if len(items) + len(troubles) == MOST_UNITS:
            return Read(troubles=[Trouble("", None, too_many())])
        if not entry.reason and not {"msgid", "msgstr"} <= entry.parts.keys():
            entry.reason = _("The file is damaged here.")
        is_po |= bool(entry.parts)
        if entry.reason:
            troubles.append(Trouble(entry.text("msgctxt"), entry.line, entry.reason))
        elif not header and "msgctxt" not in entry.parts and not entry.text("msgid"):
            lines = entry.text("msgstr").split("\n")
            header = {name.strip().lower(): value.strip() for name, _colon, value in (x.partition(":") for x in lines)}
        else:
            items.append(entry.found())
    if not is_po:
        return Read(troubles=[Trouble("", None, _("This is not a PO file."))])
    languages = [header.get(name, "").replace("_", "-") for name in ("x-source-language", "language")]
    read = gather(items, (languages[0], languages[1]), expected, OPEN)
    read.troubles = sorted(read.troubles + troubles, key=lambda trouble: trouble.line or 0)
    count = header.get("x-mosty-texts", "")
    if count.isdecimal() and len(items) < int(count[:9]):
        names = {"now": len(items), "before": count}
        read.troubles.insert(0, Trouble("", None, _("%(now)s of %(before)s texts of this file could be read.") % names))
    return read
