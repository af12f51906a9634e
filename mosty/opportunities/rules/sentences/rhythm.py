"""When: slots, parts of the day and hours as phrases; neighbouring weekdays and equal times are merged."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from decimal import Decimal

from mosty.opportunities.rules.sentences.facts import DAY_PARTS, PERIODS, Facts, Slot
from mosty.opportunities.rules.sentences.grammar import Days, Grammar, tidy

SATURDAY, SUNDAY = 5, 6
MAX_DATES = 3  # more dates than these make a card unreadable; the listing shows them all
ALL_PARTS = (0, 1, 2)
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?")
_UNITS = ("years", "months", "weeks", "days")

Run = tuple[int, int]
Hours = tuple[time | None, time | None]


def rhythm(grammar: Grammar, facts: Facts) -> str:
    """The fixed times if there are any, else the parts of the day; empty if the time is open."""
    return slots_text(grammar, facts.slots, facts.day_parts) or day_parts_text(grammar, facts.day_parts)


def slots_text(grammar: Grammar, slots: Sequence[Slot], day_parts: Sequence[str] = ()) -> str:
    regular = [slot for slot in slots if slot.on is None]
    dated = [slot for slot in slots if slot.on is not None]
    texts = [*_regular(grammar, regular, day_parts), *_dated(grammar, dated)]
    return grammar.semicolon.join(text for text in texts if text)


def day_part_name(grammar: Grammar, code: str) -> str:
    """ "TuesdayAfternoon" → "Tuesday afternoon"; an unknown code comes back as it is."""
    if code not in DAY_PARTS:
        return code
    day, part = divmod(DAY_PARTS.index(code), 3)
    return grammar.line("day_and_part", days=grammar.day_names.alone[day], parts=grammar.parts[part])


def day_parts_text(grammar: Grammar, codes: Sequence[str]) -> str:
    """ "Tuesday afternoon, weekends": days with the same parts are named together."""
    days_by_parts: dict[tuple[int, ...], list[int]] = {}
    for day, chosen in sorted(_parts_by_day(codes).items()):
        days_by_parts.setdefault(tuple(sorted(chosen)), []).append(day)
    texts = []
    for parts, days in days_by_parts.items():
        text = days_text(grammar, grammar.day_names if grammar.names_agreed else grammar.on_days, days)
        if parts != ALL_PARTS:
            words = grammar.parts if len(days) == 1 else grammar.parts_of_many
            named = grammar.all_of(words[part] for part in parts)
            text = grammar.line("day_and_part", days=text, parts=named)
        texts.append(text)
    return grammar.comma.join(texts)


def commitment(grammar: Grammar, facts: Facts) -> str:
    """ "about 2 hours a week, for at least 3 months"; empty if nothing is known."""
    is_once = facts.commitment_period == "once"
    least = "" if is_once else _at_least(grammar, facts.minimum_duration)
    texts = [_hours_per_period(grammar, facts), least]
    return grammar.comma.join(text for text in texts if text)


def days_text(grammar: Grammar, words: Days, days: Iterable[int]) -> str:
    """Weekdays in one role: "Monday to Friday", "weekends", "every day", "Tuesdays and Thursdays"."""
    chosen = sorted({day for day in days if 0 <= day <= SUNDAY})
    if len(chosen) == 7:
        return words.every
    runs = _runs(chosen, has_weekend_word=bool(words.weekend))
    if len(runs) == 1 and runs[0][0] == runs[0][1]:
        return words.alone[runs[0][0]]
    singles = sum(first == last for first, last in runs)
    texts: list[str] = []
    for first, last in runs:
        if first == last:
            texts.append(words.more[first] if texts else words.first(first, singles))
        elif (first, last) == (SATURDAY, SUNDAY):
            texts.append(words.weekend)
        else:
            texts.append(words.span.format(first=words.span_first[first], last=words.span_last[last]))
    return grammar.all_of(texts) + (words.tail if singles == len(runs) > 1 else "")


def _runs(days: Sequence[int], *, has_weekend_word: bool) -> list[Run]:
    """Three or more neighbours become one run, the bare weekend too; everything else stays single."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    result: list[Run] = []
    for run in runs:
        is_weekend = has_weekend_word and run == [SATURDAY, SUNDAY]
        if len(run) >= 3 or is_weekend:
            result.append((run[0], run[-1]))
        else:
            result.extend((day, day) for day in run)
    return result


def _regular(grammar: Grammar, slots: Sequence[Slot], day_parts: Sequence[str]) -> list[str]:
    days_by_time: dict[tuple[Hours, int, int | None], set[int]] = {}
    for slot in slots:
        key = ((slot.start, slot.end), max(slot.every_weeks, 1), slot.monthly_nth)
        days_by_time.setdefault(key, set()).update(slot.weekdays)
    times_by_days: dict[tuple[tuple[int, ...], int, int | None], list[Hours]] = {}
    for (hours, every_weeks, nth), chosen in days_by_time.items():
        times_by_days.setdefault((tuple(sorted(chosen)), every_weeks, nth), []).append(hours)
    texts = []
    for (days, every_weeks, nth), times in times_by_days.items():
        text = _repeated_days(grammar, days, every_weeks, nth)
        spoken = _times(grammar, times)
        if spoken:
            weekly, monthly = grammar.before_time
            texts.append(tidy(f"{text}{weekly if nth is None else monthly}{spoken}"))
        else:
            texts.append(grammar.comma.join(filter(None, (text, _shared_parts(grammar, days, day_parts)))))
    return texts


def _repeated_days(grammar: Grammar, days: Sequence[int], every_weeks: int, nth: int | None) -> str:
    on_days = days_text(grammar, grammar.on_days, days)
    if nth in (1, 2, 3, 4, -1) and days:
        named = grammar.all_of(grammar.nth_weekday(nth, day) for day in days)
        return grammar.line("nth_of_month", days=named)
    if nth is not None:
        return tidy(grammar.line("once_a_month", days=on_days))
    if every_weeks == 2 and len(days) == 1 and grammar.every_second:
        return grammar.every_second[days[0]]
    if every_weeks == 2:
        return tidy(grammar.line("fortnight", days=on_days))
    if every_weeks > 2:
        return tidy(grammar.count("weeks_apart", every_weeks, days=on_days))
    return days_text(grammar, grammar.each_week, days) if days else grammar.line("every_week")


def _times(grammar: Grammar, times: Iterable[Hours]) -> str:
    known = [hours for hours in times if any(moment is not None for moment in hours)]
    known.sort(key=lambda hours: (hours[0] or time.min, hours[1] or time.max))
    return grammar.all_of(_time_span(grammar, *hours) for hours in known)


def _time_span(grammar: Grammar, start: time | None, end: time | None) -> str:
    if start is None:
        return grammar.line("time_until", end=grammar.ltr(_clock(end)))
    if end is None:
        return grammar.line("time_from", start=grammar.ltr(_clock(start)))
    return grammar.ltr(f"{_clock(start)}–{_clock(end)}")


def _clock(moment: time | None) -> str:
    return f"{moment.hour}:{moment.minute:02d}" if moment else ""


def _parts_by_day(codes: Iterable[str]) -> dict[int, set[int]]:
    parts: dict[int, set[int]] = {}
    for code in codes:
        if code in DAY_PARTS:
            day, part = divmod(DAY_PARTS.index(code), 3)
            parts.setdefault(day, set()).add(part)
    return parts


def _shared_parts(grammar: Grammar, days: Sequence[int], codes: Sequence[str]) -> str:
    """The parts of the day, if they are the same ones on all these days and not the whole day."""
    by_day = _parts_by_day(codes)
    shared = {tuple(sorted(by_day.get(day, ()))) for day in days}
    if len(shared) != 1 or shared == {ALL_PARTS}:
        return ""
    return grammar.all_of(grammar.parts_of_slot[part] for part in shared.pop())


def _dated(grammar: Grammar, slots: Sequence[Slot]) -> list[str]:
    dates_by_time: dict[Hours, list[date]] = {}
    for slot in sorted(slots, key=lambda slot: (slot.on or date.min, slot.start or time.min)):
        if slot.on is not None:
            dates_by_time.setdefault((slot.start, slot.end), []).append(slot.on)
    texts = []
    for hours, dates in dates_by_time.items():
        named = list(dict.fromkeys(_date(grammar, day) for day in dates))
        if len(named) > MAX_DATES:
            named = [*named[:MAX_DATES], grammar.count("more_dates", len(named) - MAX_DATES)]
        spoken = [grammar.line("dates", dates=grammar.all_of(named)), _times(grammar, [hours])]
        texts.append(grammar.comma.join(filter(None, spoken)))
    return texts


def _date(grammar: Grammar, day: date) -> str:
    return grammar.line("date", day=str(day.day), month=grammar.months[day.month - 1])


def _hours_per_period(grammar: Grammar, facts: Facts) -> str:
    period = facts.commitment_period if facts.commitment_period in PERIODS else ""
    hours = facts.commitment_hours
    if hours is None or hours <= 0:
        return grammar.line(f"every_{period}") if period else ""
    return grammar.line(f"per_{period}", time=_length(grammar, hours))


def _length(grammar: Grammar, hours: Decimal) -> str:
    minutes = hours * 60
    if hours < 1 and minutes == minutes.to_integral_value():
        return grammar.count("minutes", int(minutes))
    if hours == hours.to_integral_value():
        return grammar.count("hours", int(hours))
    is_half = hours * 2 == (hours * 2).to_integral_value()
    return (is_half and grammar.hours_and_half(int(hours))) or grammar.count("hours", hours.normalize())


def _at_least(grammar: Grammar, duration: str) -> str:
    found = _DURATION.fullmatch(duration)
    if found is None:
        return ""
    counted = [
        grammar.count(unit, int(number))
        for unit, number in zip(_UNITS, found.groups(), strict=True)
        if number and int(number)
    ]
    return grammar.line("at_least", time=grammar.all_of(counted)) if counted else ""
