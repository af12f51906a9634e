"""The language of the stand-ins: each run of letters gets a dot and the language; everything else stays as it was."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

TAG, TEXT, KEPT = "tag", "text", "kept"
XML = re.compile(r"<!--.*?-->|<(/?)([\w:.-]+)([^<>]*?)(/?)>|&[#\w]+;", re.S)
# What Beautiful Soup's html.parser never closes, and what translate-html never translates (its NON_TRANSLATEABLE_TAGS).
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
SILENT = frozenset(["address", "applet", "audio", "canvas", "code", "embed", "script", "style", "time", "video"])


class Token(NamedTuple):
    """A tag (`name`, and `step`: 1 opens, -1 closes, 0 neither) or words (no name)."""

    text: str
    name: str = ""
    step: int = 0
    is_kept: bool = False


@dataclass(frozen=True)
class Translated:
    """A text in its new language, in pieces: tags, words, and what protected elements hold."""

    source: str
    pieces: tuple[tuple[str, str], ...]
    language: str

    @property
    def text(self) -> str:
        return "".join(words for _kind, words in self.pieces)


def translated(source: str, tokens: Iterable[Token], language: str) -> Translated:
    """Words outside protected elements change; the content of each outermost protected element is one piece."""
    pieces: list[tuple[str, str]] = []
    inside, depth = "", 0
    for token in tokens:
        if inside:
            depth += token.step if token.name == inside else 0
            if depth:
                pieces[-1] = (KEPT, pieces[-1][1] + token.text)
                continue
            inside = ""
        pieces.append((TAG, token.text) if token.name else (TEXT, marked(token.text, language)))
        if token.is_kept and token.step == 1:
            inside, depth = token.name, 1
            pieces.append((KEPT, ""))
    return Translated(source, tuple(pieces), language)


def marked(text: str, language: str) -> str:
    """Words of no markup in the language: "Dům 5" becomes "Dům·vi 5"."""
    runs = ("".join(run) for _is_letter, run in groupby(text, _is_letter))
    return "".join(f"{run}·{language}" if _is_word(run) else run for run in runs)


def untranslated(text: str, language: str) -> str:
    """The opposite of `marked`, for texts with and without markup."""
    mark = f"·{language}"
    parts, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and _is_letter(text[end]) == _is_letter(text[at]):
            end += 1
        parts.append(text[at:end])
        at = end + (len(mark) if _is_word(parts[-1]) and text.startswith(mark, end) else 0)
    return "".join(parts)


def _is_letter(sign: str) -> bool:
    return sign.isalpha() or unicodedata.category(sign).startswith("M")


def _is_word(run: str) -> bool:
    return any(sign.isalpha() for sign in run)


def plain_tokens(text: str) -> Iterator[Token]:
    yield Token(text)


def xml_tokens(text: str, is_kept: Callable[[str, str], bool]) -> Iterator[Token]:
    """Tags, comments and entities stand apart, as written; `is_kept` is asked for name and attributes."""
    done = 0
    for found in XML.finditer(text):
        yield Token(text[done : found.start()])
        closing, name, attributes, alone = found.groups()
        step = 0 if alone or not name else -1 if closing else 1
        yield Token(found.group(), name or "&", step, bool(name) and is_kept(name, attributes))
        done = found.end()
    yield Token(text[done:])


class SoupTokens(HTMLParser):
    """Markup as it leaves LibreTranslate: parsed by Beautiful Soup, written anew, all entities of the whole undone.

    Source: libretranslate 1.9.6, app.py: `unescape(str(translate_html(translator, text)))`. So "5 &lt; 6" comes back as
    "5 < 6". Respected are translate="no" and the elements in SILENT; class="notranslate" is not (argos-translate-files
    1.4.4, translatehtml.py; argosopentech/translate-html, pull request 3). Comments come back as words.
    """

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self._close_down_to(0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        is_void = tag in VOID
        written = "".join(f' {name}="{value or ""}"' for name, value in attrs)
        is_kept = tag in SILENT or dict(attrs).get("translate") == "no"
        self.tokens.append(Token(f"<{tag}{written}{'/' * is_void}>", tag, 0 if is_void else 1, is_kept))
        if not is_void:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._close_down_to(len(self._open) - 1 - self._open[::-1].index(tag))

    def handle_data(self, data: str) -> None:
        self.tokens.append(Token(data))

    handle_comment = handle_data

    def _close_down_to(self, depth: int) -> None:
        while len(self._open) > depth:
            tag = self._open.pop()
            self.tokens.append(Token(f"</{tag}>", tag, -1))
