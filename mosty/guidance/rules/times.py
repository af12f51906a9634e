"""Times and dates that newcomers misread: "5 pm", "půl páté", "10/8/2026", "October 8"."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from mosty.guidance.rules.counts import table

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
DATES = [
    re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"),
    re.compile(r"(?<![\w/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\w/])"),
    re.compile(rf"(?<!\w)(?P<day>\d{{1,2}})\.\s?(?P<roman>{'|'.join(ROMAN[::-1])})\.?\s?(?P<year>\d{{4}})(?!\w)"),
]
HOURS_AND_MINUTES = re.compile(r"(?P<hour>[01]?\d|2[0-3])\s?h\s?(?P<minute>[0-5]\d)(?!\w)")


def find(low: str, start: int, word_end: int, end: int, language: str) -> Iterator[tuple[int, str]]:
    """(end, better) of each such time and date that begins with the word at `start`, in a sentence in small letters.

    A time that may be before or after noon is answered with both; "18 hodin" counts as clear. Of 10/8 the first
    is taken for the day, as in Europe.
    """
    word = low[start:word_end]
    if not (word[0].isdecimal() or word in _first_words(language)):
        return
    lists = table(language)
    for pattern, kind in _clock(language):
        match = pattern.match(low, start, end)
        better = match and _time(match, kind, lists["clock"]["hours"])
        if match and better:
            yield match.end(), better
    match = HOURS_AND_MINUTES.match(low, start, end)
    if match:
        yield match.end(), f"{match['hour']}:{match['minute']}"
    for pattern in _dates(language):
        match = pattern.match(low, start, end)
        if match:
            yield match.end(), _date(match.groupdict(), lists["dates"])


@cache
def _first_words(language: str) -> frozenset[str]:
    lists = table(language)
    months = lists["dates"].get("months", "").split()
    return frozenset([*" ".join(lists["clock"]["hours"]).split(), *lists["clock"]["first"].split(), *_names(months)])


def _names(months: list[str]) -> list[str]:
    return [*months, *(name[:3] for name in months)]


@cache
def _clock(language: str) -> list[tuple[re.Pattern[str], str | int]]:
    clock = table(language)["clock"]
    words = "|".join(sorted(" ".join(clock["hours"]).split(), key=len, reverse=True))
    hour = rf"(?<![\w:.,])(?P<hour>\d{{1,2}}(?!\d)|(?:{words})(?!\w))(?:[:.](?P<minute>[0-5]\d)(?!\d))?"
    shapes: list[tuple[str, str | int]] = [(shape, half) for half in ("am", "pm") for shape in clock[half]]
    shapes += clock["about"].items()
    return [
        (re.compile(shape.replace("{at}", clock["at"]).replace("{hour}", hour) + r"(?!\w)"), kind)
        for shape, kind in shapes
    ]


@cache
def _dates(language: str) -> list[re.Pattern[str]]:
    months = table(language)["dates"].get("months", "").split()
    if not months:
        return DATES
    number = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w:]|\.\d)(?:,?\s(?P<year>\d{4})(?!\w))?"
    return [*DATES, re.compile(rf"(?P<name>{'|'.join(_names(months))})\.?\s{number}")]


def _time(match: re.Match[str], kind: str | int, hours: list[str]) -> str:
    """The time in 24 hours; "" when the words name no hour of the clock."""
    parts = match.groupdict()
    hour = _hour(parts["hour"], hours)
    if not 1 <= hour <= 12:
        return ""
    if isinstance(kind, int):
        early = (hour * 60 + kind) % 720
        return f"{_clock_face(early)} / {_clock_face(early + 720)}"
    last = _minutes(hour, parts["minute"], kind)
    first = parts.get("first")
    if not first or not 1 <= int(first) <= 12:
        return _clock_face(last)
    begins = _minutes(int(first), parts["first_minute"], kind)
    return f"{_clock_face(begins if begins < last else begins - 720)}–{_clock_face(last)}"


def _hour(word: str, hours: list[str]) -> int:
    if word.isdecimal():
        return int(word)
    return next(number for number, forms in enumerate(hours, 1) if word in forms.split())


def _minutes(hour: int, minute: str | None, half: str) -> int:
    return hour % 12 * 60 + int(minute or 0) + (720 if half == "pm" else 0)


def _clock_face(minutes: int) -> str:
    return f"{minutes // 60 % 24}:{minutes % 60:02}"


def _date(parts: dict[str, str | None], shapes: dict[str, Any]) -> str:
    """Day and month as the language writes them; "" when the numbers are no date."""
    months = shapes.get("months", "").split()
    day, year = int(parts["day"] or 0), parts.get("year") or ""
    if parts.get("roman"):
        month = ROMAN.index(parts["roman"] or "") + 1
    elif parts.get("name"):
        month = next(number for number, name in enumerate(months, 1) if name[:3] == (parts["name"] or "")[:3])
    else:
        month = int(parts["month"] or 0)
    if month > 12:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ""
    named = months[month - 1].capitalize() if months else ""
    long_year = f"20{year}" if len(year) == 2 else year
    written: str = shapes["with_year" if year else "without_year"].format(
        day=day, month=month, name=named, year=long_year
    )
    return written
