# ruff: noqa: E501
"""When: free words about days, hours and how often, into what can be searched. What is left over stays words.

Decisions: of a range of hours ("1–2 h") the lower number is kept; a date without a year and a season stay words; "ne" and
"po" count as Sunday and Monday only beside another day or a time, because they are also little words.
"""

import datetime as dt
import re
from functools import lru_cache

from mosty.partners.rules import vocabulary_times as vocabulary
from mosty.partners.rules.text import fold
from mosty.partners.rules.understood import LIKELY, SURE, UNSURE, Understood, When

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEFT, RIGHT = r"(?<![^\W_])", r"(?![^\W_])"


@lru_cache(maxsize=256)
def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{LEFT}(?:{pattern}){RIGHT}")


DAY = re.compile(
    LEFT + "(?:" + "|".join(f"(?P<d{n}>{words})" for n, words in enumerate(vocabulary.WEEKDAYS)) + ")" + RIGHT
)
ANY_DAY = "|".join(vocabulary.WEEKDAYS)
DAY_RANGE = re.compile(rf"{LEFT}(?P<a>{ANY_DAY})\.?\s*{vocabulary.RANGE}\s*(?P<b>{ANY_DAY}){RIGHT}")
SHORT = {"ne", "po", "so", "st", "sat", "sun", "mon", "пет", "нед", "пон", "чет"}
CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:h(?:od)?\.?|ч\.?|год\.?|gio)?\s*(am|pm)?"
TIMES = re.compile(rf"(?<![\d.,/]){CLOCK}\s*{vocabulary.RANGE}\s*{CLOCK}(?![\d/]|\s*(?:x{RIGHT}|let|years|лет|рок))")
TIME = re.compile(
    r"(?<![\d.,])(\d{1,2})(?:[:.]([0-5]\d)(?![\d.])(?:\s*(am|pm|h(?:od)?|ч)(?![^\W_]))?|\s*(am|pm)(?![^\W_]))"
)
BARE_HOUR = re.compile(r"(?<![\d.,:-])(\d{1,2})(?![\d.,:x%-])")
NUMBER = r"(\d{1,2}(?:[.,]5)?)"
HOURS = re.compile(rf"{NUMBER}(?:\s*(?:-|az|до|to|nebo|or)\s*\d{{1,2}})?\s*(?:{vocabulary.HOURS}){RIGHT}")
WORD_HOURS = [
    (re.compile(rf"{LEFT}(?:{words})\s*(?:(?:az|nebo|ci|or|to|-)\s*\w+\s*)?(?:{vocabulary.HOURS}){RIGHT}"), count)
    for words, count in vocabulary.NUMBERS.items()
]
ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
DOT_DATES = re.compile(
    r"(?<![\d.])(\d{1,2})\.\s?(?:(\d{1,2})\.)?\s?(\d{4})?\s*(?:-|az|до|do)\s*(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?\(?(\d{4})\)?)?(?!\d)"
)
DOT_DATE = re.compile(r"(?<![\d.])(\d{1,2})[./]\s?(\d{1,2})[./](?:\s?(\d{4}))?(?!\d)")
MONTH = "|".join(f"(?P<m{n}>{words})" for n, words in enumerate(vocabulary.MONTHS, start=1))
NAMED_DATES = re.compile(
    rf"(?<!\d)(\d{{1,2}})\.?(?:\s*(?:-|az|до|to)\s*(\d{{1,2}})\.?)?\s*(?:{MONTH}){RIGHT},?(?:\s*\(?(\d{{4}})\)?)?"
)
OFTEN = {period: _whole(words) for period, words in vocabulary.OFTEN.items()}
TIMES_WORD = re.compile(
    rf"{LEFT}(?:(\d{{1,2}})(?:\s*-\s*\d{{1,2}})?\s*(?:x|krat|times|раз(?:а|и)?|пъти|път|lan)|jednou|once|dvakrat|twice|trikrat|раз(?:а|и)?|один раз|дважды|двічі|веднъж|mot lan){RIGHT}"
)
SPAN = [(letter, re.compile(rf"{NUMBER}\s*(?:{words}){RIGHT}")) for letter, words in vocabulary.SPANS.items()]
MOST_YEARS = 5
HALF_YEAR = re.compile(r"pul\s?roku|half a year|полгода|півроку|половин година|nua nam")
ONE_YEAR = _whole(r"(?:jeden |alespon |aspon )?(?<!kazdy )rok|one year|a year's|один год|една година|mot nam")


class _Text:
    """A text from which understood pieces are taken, so that what is left is visible."""

    def __init__(self, text: str) -> None:
        self.left = text

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        found = list(pattern.finditer(self.left))
        for match in found:
            self.left = self.left[: match.start()] + "\x00" * (match.end() - match.start()) + self.left[match.end() :]
        return found


def understand_when(text: str) -> Understood[When] | None:
    """What a cell says about times; None when nothing in it was understood."""
    when = When()
    has_yearless = False
    left: list[str] = []
    for segment in _segments(fold(text)):
        piece = _Text(segment)
        has_yearless |= _dates(piece, when)
        _durations(piece, when)
        _days_and_times(piece, when, segment)
        _how_often(piece, when)
        left.append(piece.left)
    if when.is_empty:
        return None
    if len(when.dates) == 1 and when.start and not when.weekdays:
        when.is_once = True
    unread = [
        word
        for word in re.findall(r"[^\W\d_]+|\d+", " ".join(left).replace("\x00", " "))
        if word not in vocabulary.FILLERS
    ]
    sure = SURE if not unread else LIKELY if len(unread) <= 3 else UNSURE
    return Understood(when, UNSURE if has_yearless and not when.slots else sure, text, " ".join(unread))


def _segments(text: str) -> list[str]:
    """Parts with days and hours of their own: "út 16-18, čt 14-16" are two, "út, čt 16-18" is one."""

    def is_whole(part: str) -> bool:
        has_part = any(_whole(words).search(part) for words in vocabulary.PARTS.values())
        return bool(DAY.search(part)) and (has_part or bool(TIMES.search(part) or TIME.search(part)))

    segments: list[str] = []
    for rough in re.split(r"[;\n]", text):
        parts = re.split(r",|(?<!\w)(?:nebo|or|или|або|hoac|a|and|и|та|i|va)(?!\w)", rough)
        if len(parts) > 1 and all(is_whole(part) for part in parts):
            segments += parts
        else:
            segments.append(rough)
    return segments


def _dates(piece: _Text, when: When) -> bool:
    """Dates with a year go to `when.dates`; returns whether there was one without."""
    yearless = False
    for match in piece.take(ISO_DATE):
        yearless |= not _keep(when, match.groups()[::-1], match.groups()[::-1])
    for match in piece.take(DOT_DATES):
        day, month, year, last_day, last_month, last_year = match.groups()
        year = year or last_year
        yearless |= not _keep(when, (day, month or last_month, year), (last_day, last_month, last_year or year))
    for match in piece.take(NAMED_DATES):
        month = next(str(n) for n in range(1, 13) if match.group(f"m{n}"))
        first, last, year = match.group(1), match.group(2), match.groups()[-1]
        yearless |= not _keep(when, (first, month, year), (last or first, month, year))
    for match in piece.take(DOT_DATE):
        yearless |= not _keep(when, match.groups(), match.groups())
    return yearless


def _keep(when: When, first: tuple[str | None, ...], last: tuple[str | None, ...]) -> bool:
    try:
        days = [dt.date(int(year or ""), int(month or ""), int(day or "")) for day, month, year in (first, last)]
    except ValueError:
        return False
    when.dates.append((min(days).isoformat(), max(days).isoformat()))
    return True


def _durations(piece: _Text, when: When) -> None:
    """ "2 h", "hodina týdně", "at least 6 months" """
    for match in piece.take(
        re.compile(
            rf"(?:na|min\.?|minimalne|alespon|aspon|at least|for|не менее|поне|мінімум|минимум|it nhat)?\s*(?:{HALF_YEAR.pattern})"
        )
    ):
        when.minimum_duration = "P6M" if match else ""
    for letter, pattern in SPAN:
        for match in piece.take(pattern):
            count = int(match.group(1).replace(",", ".").removesuffix(".5"))
            # "15 let" is an age, not a promise.
            if count <= (MOST_YEARS if letter == "Y" else 60):
                when.minimum_duration = when.minimum_duration or f"P{count}{letter}"
    if piece.take(ONE_YEAR):
        when.minimum_duration = when.minimum_duration or "P1Y"
    for match in HOURS.finditer(piece.left):
        hours = float(match.group(1).replace(",", "."))
        # "16–18 h" is a time of day; nobody helps for sixteen hours at a time.
        if hours <= 8 and not (hours >= 6 and re.search(r"-|az|до|to", match.group())):
            when.hours = when.hours or hours
            piece.take(re.compile(re.escape(match.group())))
    for pattern, number in WORD_HOURS:
        if piece.take(pattern):
            when.hours = when.hours or number
    if piece.take(_whole(r"hodin[ua]|tieng|година")):
        when.hours = when.hours or 1.0


def _days_and_times(piece: _Text, when: When, segment: str) -> None:
    days: set[int] = set()
    for match in piece.take(DAY_RANGE):
        first, last = (
            next(n for n, words in enumerate(vocabulary.WEEKDAYS) if re.fullmatch(words, part))
            for part in match.group("a", "b")
        )
        days |= set(range(first, last + 1)) if first <= last else {*range(first, 7), *range(last + 1)}
    for pattern, members in ((vocabulary.WEEKEND, {5, 6}), (vocabulary.WORKDAYS, set(range(5)))):
        if piece.take(_whole(pattern)):
            days |= members
    if piece.take(_whole(vocabulary.DAILY)):
        when.per_period, when.times = "day", 1
    clocks = [_clock(match) for match in [*piece.take(TIMES), *piece.take(TIME)]]
    times = [pair for pair in clocks if pair is not None]
    days |= _single_days(piece, has_other=bool(days or when.weekdays), has_time=bool(times), segment=segment)
    if days and not times:
        for match in BARE_HOUR.finditer(piece.left):
            if 7 <= int(match.group(1)) <= 21:
                times.append((f"{int(match.group(1)):02d}:00", ""))
                piece.take(re.compile(rf"(?<!\d){match.group(1)}(?!\d)"))
                break
    parts = {part for part, words in vocabulary.PARTS.items() if piece.take(_whole(words))}
    when.weekdays |= days
    when.parts |= parts
    when.slots += [(day, start, end) for day in sorted(days) for start, end in times]
    if times and not days:
        when.start, when.end = times[0]


def _single_days(piece: _Text, *, has_other: bool, has_time: bool, segment: str) -> set[int]:
    found = [(next(n for n in range(7) if match.group(f"d{n}")), match) for match in DAY.finditer(piece.left)]
    clear = [number for number, match in found if match.group() not in SHORT]
    days = set()
    for number, match in found:
        word = match.group()
        after = segment[match.end() : match.end() + 14]
        beside = re.search(rf"(?:{ANY_DAY})\s*[+,/&a-]+\s*$", segment[: match.start()]) or re.match(
            rf"\s*[+,/&-]\s*(?:{ANY_DAY})", after
        )
        if word in ("ne", "po"):
            if not (
                beside
                or re.match(r"\s*\d{1,2}(?:[:.]\d\d)", after)
                or (has_other and re.match(r"\s*\d", after))
                or re.fullmatch(rf"{word}\s*\d.*", segment.strip())
            ):
                continue
        elif word in SHORT and not (
            clear or has_other or beside or has_time or re.match(r"\s*\d", after) or segment.strip() == word
        ):
            continue
        days.add(number)
        piece.left = piece.left[: match.start()] + "\x00" * len(word) + piece.left[match.end() :]
    return days


def _clock(match: re.Match[str]) -> tuple[str, str] | None:
    """("16:00", "18:00") or ("16:00", ""); None for what is no time of day."""
    groups = match.groups()
    if len(groups) == 6:
        first_half = groups[2] or (groups[5] if groups[5] == "pm" and int(groups[0]) <= int(groups[3]) < 12 else None)
        start, end = _moment(groups[0], groups[1], first_half), _moment(groups[3], groups[4], groups[5])
        return (start, end) if start and end and start != end else None
    start = _moment(groups[0], groups[1], groups[2] or groups[3])
    return (start, "") if start else None


def _moment(hour: str, minute: str | None, half: str | None) -> str:
    number = int(hour) + (12 if half == "pm" and int(hour) < 12 else 0)
    return f"{number % 24:02d}:{minute or '00'}" if number <= 24 and int(minute or 0) < 60 else ""


def _how_often(piece: _Text, when: When) -> None:
    if piece.take(_whole(vocabulary.EVERY_TWO_MONTHS)):
        when.per_period, when.times = "year", 6
        return
    if piece.take(_whole(vocabulary.EVERY_SECOND)):
        when.every_weeks = 2
    counts = piece.take(TIMES_WORD)
    count = next((int(match.group(1)) for match in counts if match.group(1)), 1)
    if any(re.fullmatch(r"dvakrat|twice|дважды|двічі", match.group()) for match in counts):
        count = 2
    for period, pattern in OFTEN.items():
        if piece.take(pattern):
            when.per_period, when.times = when.per_period or period, when.times or count
    if counts and not when.per_period and not when.every_weeks:
        when.is_once = when.is_once or not when.weekdays
    if piece.take(_whole(vocabulary.FLEXIBLE)):
        when.is_flexible = True
    if piece.take(_whole(vocabulary.REGULAR)):
        when.is_flexible = True
    if piece.take(_whole(vocabulary.ONCE)):
        when.is_once = True


def day_parts(when: When) -> list[str]:
    """ODI day parts ("TuesdayAfternoon"): from the hours, else from the parts named, else the whole day. Morning until 12, evening from 17."""
    found = set()
    days = when.weekdays or (set(range(7)) if when.parts or (when.start and when.per_period) else set())
    for day in days:
        hours = [(start, end) for number, start, end in when.slots if number == day] or (
            [(when.start, when.end)] if when.start else []
        )
        if hours:
            for start, end in hours:
                found |= {NAMES[day] + part for part in _parts_of(start, end)}
        else:
            found |= {NAMES[day] + part for part in (when.parts or ("Morning", "Afternoon", "Evening"))}
    order = [name + part for name in NAMES for part in ("Morning", "Afternoon", "Evening")]
    return [part for part in order if part in found]


def _parts_of(start: str, end: str) -> set[str]:
    end = end if end > start else (start if not end else "24:00")
    spans = {"Morning": ("00:00", "12:00"), "Afternoon": ("12:00", "17:00"), "Evening": ("17:00", "24:01")}
    return {
        part
        for part, (first, last) in spans.items()
        if start < last and (end > first or start == end and start >= first)
    }
