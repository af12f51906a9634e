"""XLIFF 2.1 (OASIS Standard, 13 February 2018): translations for and from translation tools.

States: a text without translation, an unchecked machine translation and a stale one are `initial`, because a person still has to
work on them; a person's translation is `translated`, because nobody else has read it; a checked machine translation is `reviewed`.
`final` is never claimed. The exact state stands in `subState` for people and in the metadata module for us.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from mosty.translations.rules.exchange.units import (
    MAX_BYTES,
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

CORE, METADATA = "urn:oasis:names:tc:xliff:document:2.0", "urn:oasis:names:tc:xliff:metadata:2.0"
STATES = {
    "": "initial",
    "mt_unreviewed": "initial",
    "stale": "initial",
    "human": "translated",
    "mt_reviewed": "reviewed",
}
UNFINISHED = OPEN | {""}
STANDINGS = {
    "initial": Standing.UNFINISHED,
    "translated": Standing.DONE,
    "reviewed": Standing.CHECKED,
    "final": Standing.CHECKED,
}
# Every start after a fault reads the head again, so both have their limits; a long or damaged head gets a stand-in.
MOST_FAULTS, LONGEST_HEAD = 50, 100_000
STAND_IN = f'<xliff xmlns="{CORE}" xmlns:mda="{METADATA}" version="2.1"><file id="f">'.encode()
DEEPEST = 200
# What XML 1.0 cannot hold, and what it would change.
FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENTITIES = {"\r": "&#13;", '"': "&quot;"}
UNIT = re.compile(rb"<(?:[\w.-]+:)?unit[\s>]")


def _text(words: str) -> str:
    """Content of a source or target: what XML cannot hold becomes `cp`."""
    return FORBIDDEN.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', escape(words, ENTITIES))


def _plain(words: str) -> str:
    """Attribute, note or metadata, where `cp` is not allowed: what XML cannot hold becomes U+FFFD."""
    return FORBIDDEN.sub("\ufffd", escape(words, ENTITIES))


def _id(key: str) -> str:
    """The key as an NMTOKEN, another one for every key."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda match: "." if match[0] == "/" else f":{ord(match[0]):x}:", key)


def _lines(unit: Unit) -> Iterator[str]:
    yield f'    <unit id="{_id(unit.key)}" name="{_plain(unit.key)}" canResegment="no" xml:space="preserve">'
    yield '      <mda:metadata><mda:metaGroup category="mosty">'
    for name, value in facts_of(unit).items():
        yield f'        <mda:meta type="{name}">{_plain(value)}</mda:meta>'
    yield "      </mda:metaGroup></mda:metadata>"
    if unit.note:
        yield f"      <notes><note>{_plain(unit.note)}</note></notes>"
    detail = f' subState="mosty:{unit.state}"' if unit.state else ""
    yield f'      <segment state="{STATES[unit.state]}"{detail}>'
    yield f"        <source>{_text(unit.source)}</source>"
    if unit.target or unit.state:
        yield f"        <target>{_text(unit.target)}</target>"
    yield "      </segment>"
    yield "    </unit>"


def write(bundle: Bundle) -> bytes:
    """The bundle as an XLIFF 2.1 document in UTF-8."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{CORE}" xmlns:mda="{METADATA}" version="2.1"'
        f' srcLang="{_plain(bundle.source_language)}" trgLang="{_plain(bundle.target_language)}">',
        '  <file id="texts">',
        *(line for unit in bundle.units for line in _lines(unit)),
        "  </file>",
        "</xliff>",
        "",
    ]
    return "\n".join(lines).encode()


class _Refused(Exception):
    """The document is none that is read at all; says why."""


@dataclass(slots=True)
class _Segment:
    """A segment, or the ignorable text between two; a text is None while the file has not given it."""

    is_ignorable: bool
    standing: Standing
    position: int
    source: list[str] | None = None
    target: list[str] | None = None


class _Open:
    """The unit that is being read."""

    def __init__(self, attributes: dict[str, str], line: int) -> None:
        self.key = attributes.get("name") or attributes.get("id", "")
        self.line = line
        self.facts: dict[str, list[str]] = {}
        self.notes: list[list[str]] = []
        self.codes: dict[str, list[str]] = {}
        self.segments: list[_Segment] = []
        self.grown = 0

    def close(self) -> tuple[Found, bool]:
        """What was found, and whether a part of it has no translation while another has."""
        parts = self.segments
        sources = ["".join(part.source) for part in parts if part.source is not None]
        segments = [part for part in parts if not part.is_ignorable]
        full = [part for part in segments if "".join(part.source or ()).strip()]
        is_partial = len({not "".join(part.target or ()).strip() for part in full}) > 1
        standing = min((part.standing for part in segments), default=Standing.UNSAID)
        target = ""
        if not is_partial and any(part.target is not None for part in segments):
            ordered = sorted(parts, key=lambda part: part.position)
            target = "".join("".join((part.source if part.target is None else part.target) or "") for part in ordered)
        facts = {name: "".join(words) for name, words in self.facts.items()}
        note = "\n".join("".join(words) for words in self.notes)
        source = "".join(sources) if sources else None
        return Found(self.key, self.line, source, target, facts, note, standing), is_partial


class _Level(NamedTuple):
    """An open element, where its text goes, and what its end adds."""

    name: str
    sink: list[str] | None
    tail: str


class _Document:
    """Reads events of expat into `items` and `troubles`; survives being parsed in pieces."""

    def __init__(self) -> None:
        self.languages = ("", "")
        self.items: list[Found] = []
        self.troubles: list[Trouble] = []
        self.is_xliff = False
        self.lines_before = 0
        self.restart()

    def restart(self) -> None:
        self.levels: list[_Level] = []
        self.unit: _Open | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def doctype(self, *declaration: object) -> None:
        raise _Refused(_("The file has a document type declaration. Such files are refused."))

    def characters(self, words: str) -> None:
        if self.levels and (sink := self.levels[-1].sink) is not None:
            sink.append(words)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _separator, local = name.rpartition(" ")
        name = local if space in (CORE, METADATA) else ""
        if name == "metaGroup" and attributes.get("category") == "mosty":
            name = "facts"
        parent = self.levels[-1] if self.levels else None
        if len(self.levels) == DEEPEST:
            raise _Refused(_("The elements of this file are nested too deeply."))
        if parent is None:
            if name != "xliff" or not attributes.get("version", "").startswith("2."):
                raise _Refused(_("This is not an XLIFF 2 file."))
            self.is_xliff = True
            known = self.languages
            self.languages = attributes.get("srcLang", known[0]), attributes.get("trgLang", known[1])
        elif name == "unit":
            if len(self.items) == MOST_UNITS:
                raise _Refused(too_many())
            self.unit = _Open(attributes, self.line)
        sink, tail = None, ""
        if parent and self.unit:
            sink = self.sink(name, attributes, parent, self.unit)
            if sink is not None and sink is parent.sink:
                sink.append(self.code(name, attributes, self.unit))
                tail = self.unit_code(self.unit, attributes, "End") if name == "pc" else ""
        self.levels.append(_Level(name, sink, tail))

    def sink(self, name: str, attributes: dict[str, str], parent: _Level, unit: _Open) -> list[str] | None:
        """Where the text of this element goes; inline elements add to the text around them."""
        match parent.name, name:
            case "unit", "segment" | "ignorable":
                standing = STANDINGS.get(attributes.get("state", ""), Standing.UNSAID)
                unit.segments.append(_Segment(name == "ignorable", standing, len(unit.segments) + 1))
            case "segment" | "ignorable", "source":
                unit.segments[-1].source = []
                return unit.segments[-1].source
            case "segment" | "ignorable", "target":
                order = attributes.get("order", "")
                if re.fullmatch("[0-9]{1,9}", order):
                    unit.segments[-1].position = int(order)
                unit.segments[-1].target = []
                return unit.segments[-1].target
            case "notes", "note":
                unit.notes.append([])
                return unit.notes[-1]
            case "originalData", "data":
                return unit.codes.setdefault(attributes.get("id", "?"), [])
            case "facts", "meta":
                return unit.facts.setdefault(attributes.get("type", ""), [])
            case _:
                return parent.sink
        return None

    def code(self, name: str, attributes: dict[str, str], unit: _Open) -> str:
        """The text that an inline element begins with."""
        if name == "cp":
            digits = attributes.get("hex", "")
            number = int(digits, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", digits) else 0xFFFD
            return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else "\ufffd"
        return self.unit_code(unit, attributes, "Start" if name == "pc" else "")

    @staticmethod
    def unit_code(unit: _Open, attributes: dict[str, str], side: str) -> str:
        """What an inline code stands for: the original data, else the text the tool gives for it."""
        words = unit.codes.get(attributes.get(f"dataRef{side}", ""))
        unit.grown += sum(map(len, words or ()))
        if unit.grown > MAX_BYTES:  # a short file that refers to one long piece again and again
            raise _Refused(_("The file is larger than 20 MB."))
        return attributes.get(f"equiv{side}", "") if words is None else "".join(words)

    @property
    def line(self) -> int:
        return self.lines_before + self.parser.CurrentLineNumber

    def end(self, _name: str) -> None:
        level = self.levels.pop()
        if level.sink is not None and level.tail:
            level.sink.append(level.tail)
        if level.name == "unit" and self.unit:
            found, is_partial = self.unit.close()
            self.items.append(found)
            self.unit = None
            if is_partial:
                reason = _("Only a part of this text is translated, so its translation is left out.")
                self.troubles.append(Trouble(found.key, found.line, reason))


def read(data: bytes, expected: tuple[str, str] | None = None) -> Read:
    """What an XLIFF 2 file says; `expected` are the languages it should translate between.

    Refused as a whole are files over 20 MB, with a document type declaration, or not of XLIFF 2. After a fault reading goes
    on with the next unit.
    """
    if refusal := too_large(len(data)):
        return refusal
    document = _Document()
    try:
        _parse(document, data)
    except _Refused as refusal:
        return Read(troubles=[Trouble("", None, str(refusal))])
    if not document.is_xliff:
        return Read(troubles=document.troubles)
    result = gather(document.items, document.languages, expected, UNFINISHED)
    result.troubles = sorted(result.troubles + document.troubles, key=lambda trouble: trouble.line or 0)
    return result


def _parse(document: _Document, data: bytes) -> None:
    """Parse all of it; after a fault parse the head again and go on with the next unit."""
    first = UNIT.search(data)
    at, fed, end_of_head = 0, 0, first.start() if first else len(data)
    head = data[:end_of_head] if end_of_head <= LONGEST_HEAD else STAND_IN
    for _attempt in range(MOST_FAULTS):
        try:
            if at:
                document.parser.Parse(head, False)
            document.parser.Parse(memoryview(data)[at:], True)
            return
        except (expat.ExpatError, ValueError, LookupError):
            key = document.unit.key if document.unit else ""
            document.troubles.append(Trouble(key, document.line, _("The file is damaged here.")))
        stopped = max(at + document.parser.ErrorByteIndex - fed, at)
        following = UNIT.search(data, stopped + 1)
        if not following:
            return
        if following.start() == end_of_head:
            head = STAND_IN
        at, fed = following.start(), len(head)
        document.restart()
        document.lines_before = data.count(b"\n", 0, at) - head.count(b"\n")
    document.troubles.append(Trouble("", None, _("The file is damaged in too many places; the rest was not read.")))
