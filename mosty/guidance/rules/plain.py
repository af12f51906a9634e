"""The plain-language check: which places of a text newcomers stumble over, why, and what to write instead.

The lists are data (`data/plain`): `"stem* next word" = "the better word"`. `*` stands for the rest of a word (the first
stem has three letters or more), `…` for up to four words in between. Written with two capitals or more, an entry is met
only as written. Nothing here knows a CEFR level.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from mosty.base.errors import Reason
from mosty.guidance.rules import times
from mosty.guidance.rules.counts import WORD, Sentence, base, of_sentences, sentences, table, without_addresses

# The most serious first: where two meet on the same words, the first is told.
REASONS = {
    "very_long_sentence": _("This sentence is very long. Make two or three of it."),
    "long_sentence": _("This sentence is long. Can you split it?"),
    "double_negation": _("Two negations in one sentence are hard to follow. Say what is possible."),
    "impersonal": _("It is not clear who does it. Say “we” or “you”."),
    "office_words": _("Words from offices and law. Use everyday words."),
    "noun_style": _("A noun hides what happens. Use a verb or a shorter word."),
    "idiom": _("Newcomers may take this saying word for word. Say it plainly."),
    "time_or_date": _("Write times like 18:00. Write the day before the month."),
    "abbreviation": _("Not everybody knows this abbreviation. Write it in full."),
    "long_word": _("This word is long. Is there a shorter one?"),
}
OF_SENTENCES = ("very_long_sentence", "long_sentence")
FEWEST_WORDS = 20
# Beyond these a measure is middling, and hard: words per sentence, share of words flagged, ease (falling). English ease
# as Flesch read it; Czech so that listings for newcomers (56 to 78) part from notices of offices (under 33).
SENTENCE_STEPS = (12.5, 18.0)
SHARE_STEPS = (0.06, 0.14)
EASE_STEPS = {"cs": (50.0, 35.0), "en": (60.0, 30.0)}
ENDLESS = 22.0  # words per sentence that make a text hard by themselves

STEM = 3  # letters that the stem of a first word has at least
EXPLAINED = re.compile(r"\(([\w.]+)\)|(?<![\w.])([\w.]+)(?= \()")


class Entry(NamedTuple):
    """A line of a list. `is_as_written`: capitals count."""

    code: str
    better: str
    is_as_written: bool
    pattern: re.Pattern[str]


class Place(NamedTuple):
    """A flag before it has words for the reader."""

    code: str
    start: int
    end: int
    better: str


@dataclass(frozen=True)
class Flag:
    """A place a reader may stumble over: `text[start:end] == excerpt`.

    `reason` is in the reader's language now, `better` in the language of the text, "" where only the writer can know.
    """

    code: str
    excerpt: str
    start: int
    end: int
    reason: str
    better: str


def check(text: str, language: str) -> list[Flag]:
    """What is hard in `text`, in its order.

    Flags of words never overlap: the same words are flagged once, by the most serious code. A flag of a long sentence
    contains the flags of its words. Languages without lists get sentence and word length only.
    """
    plain = without_addresses(text)
    reasons = {code: str(reason) for code, reason in REASONS.items()}
    return [
        Flag(code, text[start:end], start, end, reasons[code], better)
        for code, start, end, better in _check(plain, sentences(plain, language), base(language))
    ]


def _check(plain: str, found: list[Sentence], language: str) -> list[Place]:
    places = [*_long_sentences(found, language)]
    taken = bytearray(len(plain))
    ranks = {code: rank for rank, code in enumerate(REASONS)}
    words = [*_listed(plain, found, language), *_long_words(plain, found, language)]
    for place in sorted(words, key=lambda place: (ranks[place.code], place.start - place.end, place.start)):
        if not any(taken[place.start : place.end]):
            taken[place.start : place.end] = b"\1" * (place.end - place.start)
            places.append(place)
    return sorted(places, key=lambda place: (place.start, -place.end))


def _long_sentences(found: list[Sentence], language: str) -> Iterator[Place]:
    limits = table("all")["sentence"]
    size = limits["factor"].get(language, 1.0)
    for sentence in found:
        for code in OF_SENTENCES:
            if len(sentence.words) > limits[code] * size:
                yield Place(code, sentence.start, sentence.end, "")
                break


def _long_words(plain: str, found: list[Sentence], language: str) -> Iterator[Place]:
    """Words over the limit, of a hyphenated word its longest part; no names, which the writer did not choose."""
    limit = table("all")["longest_word"].get(language)
    if not limit:
        return
    for sentence in found:
        for number, (start, end) in enumerate(sentence.words):
            if end - start <= limit or (number and plain[start].isupper()):
                continue
            word = plain[start:end].lower()
            longest = max(sum(sign.isalpha() for sign in part) for part in re.split(r"['’-]", word))
            if longest > limit and not _everyday(language).fullmatch(word):
                yield Place("long_word", start, end, "")


def _listed(plain: str, found: list[Sentence], language: str) -> Iterator[Place]:
    """Entries of the lists, times and dates, each within one sentence."""
    by_word, by_stem = _entries(language)
    if not by_word:
        return
    low = _in_small_letters(plain)
    explained = {word for pair in EXPLAINED.findall(plain) for word in pair}
    for sentence in found:
        for start, end in sentence.words:
            word = low[start:end]
            for entry in (*by_word.get(word, ()), *by_stem.get(word[:STEM], ())):
                match = entry.pattern.match(plain if entry.is_as_written else low, start, sentence.end)
                if match and not (entry.code == "abbreviation" and plain[start : match.end()] in explained):
                    yield Place(entry.code, start, match.end(), entry.better)
            for last, better in times.find(low, start, end, sentence.end, language):
                yield Place("time_or_date", start, last, better)


def _in_small_letters(plain: str) -> str:
    """The same signs at the same places; a capital that would become two small signs keeps only the first."""
    low = plain.lower()
    if len(low) != len(plain):
        low = "".join(sign.lower()[0] for sign in plain)
    return low.replace("’", "'")


@cache
def _entries(language: str) -> tuple[dict[str, list[Entry]], dict[str, list[Entry]]]:
    """The lists of a language by their whole first word, and by the first letters of their first word's stem."""
    by_word: dict[str, list[Entry]] = defaultdict(list)
    by_stem: dict[str, list[Entry]] = defaultdict(list)
    for code in REASONS:
        for written, better in table(language).get(code, {}).items():
            is_as_written = sum(map(str.isupper, written)) > 1
            pattern = re.compile(_regex(written if is_as_written else written.lower()) + r"(?!\w)")
            first = WORD.match(written)[0].lower()  # type: ignore[index]
            entry = Entry(code, better, is_as_written, pattern)
            if written[len(first) :].startswith("*"):
                by_stem[first[:STEM]].append(entry)
            else:
                by_word[first].append(entry)
    return by_word, by_stem


def _regex(written: str) -> str:
    made = ""
    for word in written.split():
        if word == "…":
            made += r"(?:,?\s+\w+){0,4}?"
        else:
            escaped = re.escape(word).replace(r"\*", r"\w*").replace(r"\.", r"\.\s?").removesuffix(r"\s?")
            made += (r",?\s+" if made else "") + escaped
    return made


@cache
def _everyday(language: str) -> re.Pattern[str]:
    """Long words that everybody meets every day."""
    words = f"{table(language).get('everyday', '')} {table('all')['everyday'].get(language, '')}".split()
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*") for word in words))


def band(text: str, language: str) -> str:
    """How a text reads: "easy", "middling", "hard", "" when it is too short to say (under 20 words).

    Words per sentence (Vietnamese, Chinese: syllables by 1.6), the share of words flagged and, for Czech and English,
    the ease each say 0, 1 or 2 (`…_STEPS`). Easy: at most one 1. Hard: two of them 2, or one 2 and no 0, or over 22
    words per sentence. All else is middling.
    """
    code = base(language)
    plain = without_addresses(text)
    found = sentences(plain, language)
    numbers = of_sentences(plain, found, language)
    if numbers.words < FEWEST_WORDS:
        return ""
    places = [place for place in _check(plain, found, code) if place.code not in OF_SENTENCES]
    flagged = sum(len(plain[place.start : place.end].split()) for place in places)
    length = numbers.words_per_sentence / table("all")["sentence"]["factor"].get(code, 1.0)
    points = [_points(length, SENTENCE_STEPS), _points(flagged / numbers.words, SHARE_STEPS)]
    if numbers.ease is not None:
        middling, hard = EASE_STEPS[code]
        points.append(_points(-numbers.ease, (-middling, -hard)))
    if length > ENDLESS or points.count(2) > 1 or (2 in points and 0 not in points):
        return "hard"
    return "easy" if sum(points) <= 1 else "middling"


def _points(value: float, steps: tuple[float, float]) -> int:
    return sum(value > step for step in steps)


def refusal_to_translate(text: str, language: str) -> Reason | None:
    """Before a machine translates: a "hard" text comes out wrong in every language, so its writer mends it first."""
    if band(text, language) != "hard":
        return None
    return Reason(
        "hard_to_translate",
        _("A machine would translate this text badly. Split long sentences and replace marked words."),
    )
