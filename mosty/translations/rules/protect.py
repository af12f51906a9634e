"""What a machine must not touch, and whether it touched it.

A text goes to a translator line by line. In each line names, figures, addresses, the city's own words and every sign that
means something in markup stand in marks (`<x id="1">18:00</x>`). What comes back is taken only when it is
the same line in another language: each mark once and unchanged, figures in their order, nothing lost, nothing invented.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIGURE = "|".join(
    (
        r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]|www\.[^\s<>\"]+[^\s<>\".,;:!?)]",  # addresses of pages
        r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,99}\w",  # addresses of people
        r"#?\w{0,40}\{\w{0,40}\}|%\(\w{1,40}\)[sd]|%[sd]",  # places for words that are filled in later
        r"\+?\d[\d\s\u00a0().:,/–-]{0,40}\d(?:\s?(?:%|°C|€|Kč|EUR|CZK|лв))?|\d+(?:\s?%)?",  # times, dates, numbers, sums
    )
)
MARK = re.compile(r'<x id="(\d{1,6})">([^<]*|<)</x>')  # no dots: what a hostile machine sends must not keep us busy
LEAD = re.compile(r"^\s*(?:[-–•*·▪◦✓✔→]+\s+)?")
USER_NAME = re.compile(r"@\w{3,}|\b[\w.-]{2,60}\.\w{2,10}/\S+|\b[\w.]{2,60}\s?(?:\(at\)|zavináč)\s?[\w.]{2,60}", re.I)
LETTERS = re.compile(r"[^\W\d_]")
# Control signs, turned-round directions, halves of signs and signs that stand for lost ones.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufffd-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# What no machine may add: an address, a time, a number of three figures or more.
INVENTED = re.compile(r"https?://|www\.|\w@\w|\d[:.]\d|\d{3}")
SPACED_BEFORE, SPACED_AFTER = re.compile(r'\s<x id="(\d+)">'), re.compile(r'<x id="(\d+)">[^<]*</x>\s')
BEFORE, AFTER = re.compile(r'(?<=[^\s(\["„“«‘])<x id="(\d+)">'), re.compile(r'<x id="(\d+)">[^<]*</x>(?=\w)')
DENSE = ("zh", "ja", "ko")  # a third of the signs says the same
SHORT = 25  # letters: a shorter line may be a name or a loan and come back as it went
LEAST, MOST = 0.4, 3.5
STUTTER = 6
MOST_LENGTH, SPARE_LENGTH = 12, 1000


class Damaged(ValueError):
    """The answer is not this line in another language; `code` says what is wrong with it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Kept:
    """A word that is not left to the machine: `source` as it stands in the text, `instead` what the reader gets."""

    source: str
    instead: str


@dataclass(frozen=True)
class Line:
    """One line on its way: what stands before and after the words, the words with marks, what the marks stand for."""

    lead: str
    marked: str
    tail: str
    figures: frozenset[int]
    pieces: tuple[Kept, ...]
    is_private: bool = False

    def sent(self, number: int) -> str:
        """What the machine finds in this mark; of a private text only the number."""
        return str(number) if self.is_private else self.pieces[number - 1].instead

    @property
    def has_words(self) -> bool:
        return bool(LETTERS.search(MARK.sub("", self.marked)))

    @property
    def as_it_was(self) -> str:
        """The line without a translator: only the words of the glossary are exchanged."""
        return self.lead + _without_marks(self.marked, [piece.instead for piece in self.pieces]) + self.tail


def lines_of(
    text: str, kept: Sequence[Kept] = (), *, is_private: bool = False, names: Sequence[str] = ()
) -> list[Line]:
    """The lines of a text, ready to be sent. `kept`: names and words of the glossary, longer ones first where they overlap.

    Of a private text the machine gets no word of `names`, in any of its cases, no user name, and no word that begins with a
    capital letter inside a sentence: most names of people, streets and houses, not all.
    """
    if is_private:
        kept = [*kept, *_looking_like_names(text, names)]
    pattern = _pattern(kept)
    by_source = {word.source.casefold(): word for word in kept}
    return [_line(raw, pattern, by_source, is_private) for raw in text.split("\n")]


def _looking_like_names(text: str, names: Sequence[str]) -> list[Kept]:
    stems = {part.casefold()[: max(3, len(part) - 1)] for name in names for part in re.findall(r"\w{3,}", name)}
    found = {*names, *(name.group(0) for name in USER_NAME.finditer(text))}
    for word in re.finditer(r"[^\W\d_]{2,}", text):
        before = text[: word.start()].rstrip(" \t„“\"'«(")
        is_inside = bool(before) and before[-1] not in ".!?…:\n"
        looks_so = is_inside and word[0][0].isupper() and not word[0].isupper()
        if looks_so or any(word[0].casefold().startswith(stem) for stem in stems):
            found.add(word[0])
    return [Kept(name, name) for name in sorted(found)]


def _pattern(kept: Sequence[Kept]) -> re.Pattern[str]:
    words = sorted({word.source for word in kept if word.source.strip()}, key=lambda word: (-len(word), word))
    named = rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)" if words else r"(?!)"
    return re.compile(rf"(?P<word>(?i:{named}))|(?P<sign>[&<>])|(?P<figure>{FIGURE})")


def _line(raw: str, pattern: re.Pattern[str], by_source: dict[str, Kept], is_private: bool) -> Line:
    start = LEAD.match(raw)
    lead = start.group(0) if start else ""
    body = raw[len(lead) :]
    tail = body[len(body.rstrip()) :]
    body = body.rstrip()
    parts: list[str] = []
    pieces: list[Kept] = []
    figures = set()
    done = 0
    for found in pattern.finditer(body):
        words = found.group(0)
        number = len(pieces) + 1
        piece = by_source.get(words.casefold()) if found["word"] is not None else None
        pieces.append(Kept(words, piece.instead if piece and piece.instead != piece.source else words))
        if found["figure"] is not None:
            figures.add(number)
        inside = str(number) if is_private else html.escape(pieces[-1].instead, quote=False)
        mark = f'<x id="{number}">{inside}</x>'
        parts += [html.escape(body[done : found.start()], quote=False), mark]
        done = found.end()
    parts.append(html.escape(body[done:], quote=False))
    return Line(lead, "".join(parts), tail, frozenset(figures), tuple(pieces), is_private)


def restored(line: Line, answer: object) -> str:
    """The translated line with its own figures, names and white space; `Damaged` when it is not to be trusted."""
    if not isinstance(answer, str):
        raise Damaged("not_a_text")
    if len(answer) > MOST_LENGTH * len(line.marked) + SPARE_LENGTH:
        raise Damaged("too_long")
    text = answer.strip()
    if not text:
        raise Damaged("empty")
    if CONTROL.search(text):
        raise Damaged("unreadable")
    if "\n" in text or "\r" in text:
        raise Damaged("lines_changed")
    found = [(int(number), html.unescape(inner).strip()) for number, inner in MARK.findall(text)]
    if sorted(number for number, _inner in found) != list(range(1, len(line.pieces) + 1)):
        raise Damaged("marks_lost")
    if any(inner != line.sent(number) for number, inner in found):
        raise Damaged("marks_changed")
    if [number for number, _inner in found if number in line.figures] != sorted(line.figures):
        raise Damaged("figures_moved")
    if re.search("[<>&]", html.unescape(MARK.sub(" ", text))):  # those of the original all stand in marks
        raise Damaged("broken_markup")
    if INVENTED.search(MARK.sub(" ", text)):
        raise Damaged("figures_added")
    text = _with_spaces(text, line.marked)
    return line.lead + _without_marks(text, [piece.instead for piece in line.pieces]) + line.tail


def _with_spaces(text: str, marked: str) -> str:
    """Some machines lose the space beside a mark: it comes back where the original had one."""
    before, after = set(SPACED_BEFORE.findall(marked)), set(SPACED_AFTER.findall(marked))
    text = BEFORE.sub(lambda found: f" {found[0]}" if found[1] in before else found[0], text)
    return AFTER.sub(lambda found: f"{found[0]} " if found[1] in after else found[0], text)


def check_likeness(line: Line, translated: str, source: str, target: str) -> None:
    """`Damaged` when a line came back as it went, cut short, or much longer than any language needs."""
    before, after = (" ".join(text.split()) for text in (line.as_it_was, translated))
    letters_before, letters_after = len(LETTERS.findall(before)), len(LETTERS.findall(after))
    if letters_before < SHORT:
        return
    if before.casefold() == after.casefold() and source.split("-")[0] != target.split("-")[0]:
        raise Damaged("not_translated")
    share = letters_after / letters_before
    least = LEAST / 3 if target.split("-")[0] in DENSE else LEAST
    if share < least:
        raise Damaged("cut_short")
    if share > (MOST * 3 if source.split("-")[0] in DENSE else MOST) or _stutters(before, after):
        raise Damaged("too_long")


def _stutters(before: str, after: str) -> bool:
    """The same one to three words again and again, as confused machines do."""
    words = after.casefold().split()
    for size in (1, 2, 3):
        run = 1
        for spot in range(size, len(words) - size + 1, size):
            run = run + 1 if words[spot : spot + size] == words[spot - size : spot] else 1
            if run >= STUTTER and " ".join(words[spot : spot + size] * STUTTER) not in before.casefold():
                return True
    return False


def _without_marks(text: str, words: Sequence[str]) -> str:
    parts: list[str] = []
    done = 0
    for found in MARK.finditer(text):
        parts += [html.unescape(text[done : found.start()]), words[int(found[1]) - 1]]
        done = found.end()
    parts.append(html.unescape(text[done:]))
    return "".join(parts)


def new_figures(source: str, translated: str) -> list[str]:
    """Figures of a translation that its source does not have: a time or a number that somebody invented or mistyped."""
    known = {_plain_figure(found) for found in _figures(source)}
    return [figure for figure in _figures(translated) if _plain_figure(figure) not in known]


def _figures(text: str) -> list[str]:
    """Figures as they are written; those of a thousand and more in one piece."""
    return [
        found.group(0).rstrip(".,:")
        for found in re.finditer(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d[\d:.,]*", text)
    ]


def _plain_figure(figure: str) -> str:
    """The same for 18.00 and 18:00, 09:00 and 9:00, 1 000 and 1,000, and for the figures of every script."""
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in figure)
    if re.fullmatch(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+", digits):
        return re.sub(r"\D", "", digits)
    return re.sub(r"\b0+(?=\d)", "", digits.replace(".", ":").replace(",", ":"))


def with_glossary(text: str, kept: Iterable[Kept]) -> list[Kept]:
    """The words of the glossary that stand in this text, as a reviewer's hint."""
    return [word for word in kept if re.search(rf"(?<!\w){re.escape(word.source)}(?!\w)", text, re.I)]
