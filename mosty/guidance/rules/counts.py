"""Words, sentences and syllables of a text, and what is computed from their numbers."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).resolve().parent.parent / "data" / "plain"
WITH_LISTS = ("cs", "en", "bg")

# Ease = constant - a * words per sentence - b * syllables per word. English: R. Flesch, "A new readability yardstick",
# 1948. Czech: the figures that K. Bendová fitted to Czech texts, 2021.
EASE = {"cs": (206.835, 1.672, 62.183), "en": (206.835, 1.015, 84.6)}

ADDRESS = re.compile(
    r"(?:https?://|\bwww\.)\S*[\w/]"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:cz|bg|eu|com|org|net|info)\b(?:/\S*[\w/])?"
)
MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u200c"  # accents and vowel signs typed apart, the Persian joiner
HAN = "\u3400-\u9fff"
WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}](?:[^\W{HAN}]|[{MARKS}]|['’-](?=\w)|(?<=\d)[.,:](?=\d))*")
STOP = re.compile(r"(?<![.!?…])[.!?…]++[\"'”“»’)\]]*+(?=\s|$)|[。！？؟۔]+[”」』»\"]*|\n\s*")
ROMAN_MONTH = re.compile(r"\s?[IVX]+\.?\s?\d{4}")
VISIBLE = re.compile(r"\S")
FULL_LINE = 60  # a line this long may have been broken by a mail program; a shorter one ends where its writer ended it

CZECH_SOFT = "bcčdďfghkmnňpqsšřtťvxzž"
CZECH = re.compile(rf"[oae]u|[aáeéěiíoóuúůyý]|(?<=[{CZECH_SOFT}])[rl](?![aáeéěiíoóuúůyý])|(?<=[ds])m$")
# The prefix and the stem meet: ne-umí, na-učit, po-užít are no diphthongs.
CZECH_SEAM = re.compile(r"^((?:nej)?(?:ne|na|za))(?=u)|^((?:ne)?(?:po|do))(?=u(?:[čž]|k[aá]z))")
ENGLISH = re.compile(
    r"(?<![tscgx])i(?=[ao])|(?<![tscg])(?<!fr)i(?=e[nt])|i(?=u)|(?<=cr)e(?=at)|(?<=id|ar)e(?=a)"
    r"|[aeiouy]+?(?=ing)|[aeiouy]+"
)
ENGLISH_SILENT = re.compile(
    r"(?:(?<=[^aeiouy])e|(?<=[^aeiouytd])ed|(?<=[^aeiouysxzcg])(?<![sc]h)es)$(?<![^aeiouyl]le)(?<![^aeiouyl]le[sd])"
    r"|(?<=[^aeiouyl])e(?=(?:work|times|thing|where|how|ful|ly|less|ments?)$)"
)
OTHER = re.compile(r"[аеёиоуыэюяіїє]|[aeiouyà-ýāēīōūąęıőű]+")
BULGARIAN = re.compile(r"[аеиоуъюя]")


class Span(NamedTuple):
    """A piece of the text: from `start` up to, not with, `end`."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence with its closing signs, and the words in it (at least one)."""

    start: int
    end: int
    words: list[Span]


@dataclass(frozen=True)
class Measures:
    """Numbers of a text.

    A number or an address counts as one word of one syllable; of Vietnamese each syllable, of Chinese each sign is a
    word. `syllables_per_word` is 0 where the script does not show syllables (Arabic). `ease`: about 0 to 100, higher is
    easier.
    """

    words: int
    sentences: int
    words_per_sentence: float
    longest_sentence: int
    syllables_per_word: float
    ease: float | None


def base(language: str) -> str:
    """The language without region and script: "zh" of "zh-Hans"."""
    return re.split(r"[-_]", language.lower(), maxsplit=1)[0]


@cache
def table(name: str) -> dict[str, Any]:
    """The lists of a language (`all`: of every language); empty where there are none."""
    if name not in (*WITH_LISTS, "all"):
        return {}
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def without_addresses(text: str) -> str:
    """The text with zeros in place of web and e-mail addresses; every other sign keeps its place."""
    return ADDRESS.sub(lambda found: "0" * len(found[0]), text)


def sentences(text: str, language: str) -> list[Sentence]:
    """The sentences of a text that went through `without_addresses`; a list's line is a sentence of its own."""
    found: list[Sentence] = []
    words = [Span(*match.span()) for match in WORD.finditer(text)]
    first = 0
    for end in _ends(text, base(language)):
        last = first
        while last < len(words) and words[last].start < end:
            last += 1
        if first < last:
            found.append(Sentence(words[first].start, end, words[first:last]))
        first = last
    return found


def _ends(text: str, language: str) -> Iterator[int]:
    for match in STOP.finditer(text):
        if match[0][0] == "\n":
            line = match.start() - text.rfind("\n", 0, match.start()) - 1
            after = text[match.end() : match.end() + 1]
            if line < FULL_LINE or not after.islower() or "\n" in match[0][1:]:
                yield match.start()
        else:
            following = VISIBLE.search(text, match.end())
            if not following or _is_end(text, match, following[0], language):
                yield match.end()
    yield len(text.rstrip())


def _is_end(text: str, stop: re.Match[str], after: str, language: str) -> bool:
    """Whether a sentence ends at this sign, and not an abbreviation, an initial, a date or the number of a line."""
    if after.islower() and stop[0][:2] in ("..", "…"):
        return False
    if stop[0] != ".":
        return True
    from_ = max(text.rfind(" ", 0, stop.start()), text.rfind("\n", 0, stop.start())) + 1
    before = text[from_ : stop.start()].lstrip("(„“\"'\u00a0")
    if before.isdecimal():
        is_line_number = not text[text.rfind("\n", 0, from_) + 1 : from_].strip()
        is_date = after.islower() or after.isdecimal() or ROMAN_MONTH.match(text, stop.end())
        return not (is_date or is_line_number)
    if after.isdecimal() and set(before) <= set("IVX"):
        return False
    if before.lower() in _never_last(language) or (len(before) == 1 and before.isupper() and after.isupper()):
        return False
    return not (after.islower() and ("." in before or len(before) < 3 or before.lower() in _shortened(language)))


@cache
def _never_last(language: str) -> frozenset[str]:
    return frozenset(table(language).get("never_last", "").split())


@cache
def _shortened(language: str) -> frozenset[str]:
    return frozenset(word.rstrip(".").lower() for word in table(language).get("abbreviation", {}) if word.endswith("."))


def syllables(word: str, language: str) -> int:
    """Syllables heard in a word, at least one.

    Czech, Bulgarian, Ukrainian, Russian: vowels, diphthongs and syllabic r, l, m. English: groups of vowels without the
    silent e, right for nine words of ten.
    """
    word = word.lower()
    if language == "cs":
        return max(1, len(CZECH.findall(CZECH_SEAM.sub(r"\1\2 ", word))))
    if language == "en":
        return max(1, len(ENGLISH.findall(word)) - len(ENGLISH_SILENT.findall(word)))
    return max(1, len((BULGARIAN if language == "bg" else OTHER).findall(word)))


def measures(text: str, language: str) -> Measures:
    """The numbers of `text`, written in `language`; all zero for a text without words."""
    plain = without_addresses(text)
    return of_sentences(plain, sentences(plain, language), language)


def of_sentences(plain: str, found: list[Sentence], language: str) -> Measures:
    """`measures` of a text that went through `without_addresses` and `sentences`."""
    code = base(language)
    lengths = [len(sentence.words) for sentence in found]
    total = sum(lengths)
    if not total:
        return Measures(0, 0, 0.0, 0, 0.0, None)
    heard = 0
    if code != "ar":
        heard = sum(syllables(plain[word.start : word.end], code) for sentence in found for word in sentence.words)
    per_sentence, per_word = total / len(found), heard / total
    ease = None
    if code in EASE:
        constant, by_sentence, by_word = EASE[code]
        ease = constant - by_sentence * per_sentence - by_word * per_word
    return Measures(total, len(found), per_sentence, max(lengths), per_word, ease)
