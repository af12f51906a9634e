"""The times of a draft: what the cells about when, from, until and for how long say together."""

import datetime as dt
import re
from typing import Protocol

from mosty.partners.rules.draft import Draft, parse_day
from mosty.partners.rules.tables import Cell
from mosty.partners.rules.text import fold
from mosty.partners.rules.understood import Understood, When
from mosty.partners.rules.words_levels import NOT_STATED
from mosty.partners.rules.words_times import day_parts, understand_when

MOST_SLOTS = 3


class Cells(Protocol):
    """What is asked of a row: cells and text of a field, the address of a field."""

    def cells(self, name: str) -> list[Cell]: ...

    def text(self, name: str, joiner: str = "; ") -> str: ...

    def ref(self, name: str) -> str: ...


def read_times(row: Cells, draft: Draft, today: str) -> None:
    """Fill `draft.times`; words of the cell about when always stay readable, odd ones are flagged."""
    said = row.text("when")
    read = understand_when(said) if said else None
    when = read.value if read else When()
    if said and fold(said) not in NOT_STATED:
        _keep(draft, said)
        if read is None:
            draft.flag("when_unclear", row.ref("when"), said)
        elif read.sure < 0.6:
            draft.flag("when_unsure", row.ref("when"), said)
    commitment = row.text("commitment")
    if commitment:
        _keep(draft, commitment)
        promised = understand_when(commitment)
        if promised is None:
            draft.flag("when_unclear", row.ref("commitment"), commitment)
        else:
            when.minimum_duration = when.minimum_duration or promised.value.minimum_duration
            when.hours = when.hours or promised.value.hours
            when.per_period = when.per_period or promised.value.per_period
    _schedule(row, draft, when, read)
    _dates(row, draft, when, today)


def _keep(draft: Draft, words: str) -> None:
    line = " ".join(words.split())
    if line not in draft.specifics.split("\n"):
        draft.specifics = f"{draft.specifics}\n{line}".strip()


def _schedule(row: Cells, draft: Draft, when: When, read: Understood[When] | None) -> None:
    times = draft.times
    kind = fold(row.text("schedule_kind"))
    is_weekly = when.per_period in ("", "week") and when.every_weeks == 0 and when.times <= 1
    is_set = bool(when.slots) and is_weekly and not when.is_flexible and read is not None and read.sure >= 0.6
    if (
        is_set
        and len({day for day, _, _ in when.slots}) <= MOST_SLOTS
        and kind not in ("flexible", "flexible_timeframe", "open_ended")
    ):
        times.schedule_type, times.slots = "set_shift", when.slots
    elif kind == "open_ended":
        times.schedule_type = "open_ended"
    times.day_parts = day_parts(when)
    times.start, times.end = when.start, when.end
    times.minimum_duration = when.minimum_duration
    hours, period = when.hours, when.per_period
    if hours is None and times.schedule_type == "set_shift" and len(when.slots) == 1 and when.slots[0][2]:
        hours, period = _length(*when.slots[0][1:]), "week"
    if hours is not None and hours > 0:
        if when.every_weeks == 2 and not period:
            hours, period = hours * 2, "month"
        if when.is_once or kind in ("one-off", "once"):
            period = "once"
        times.commitment_hours = min(round(hours * max(1, when.times) * 4) / 4, 168)
        times.commitment_period = period
        if not period:
            times.commitment_hours = None
            draft.flag("hours_without_period", row.ref("when"), row.text("when"))


def _length(start: str, end: str) -> float:
    first, last = (int(moment[:2]) * 60 + int(moment[3:]) for moment in (start, end))
    return ((last - first) % (24 * 60)) / 60


def _dates(row: Cells, draft: Draft, when: When, today: str) -> None:
    """Days of the call. What lies behind is words and a flag, never a date to come."""
    first, last = _day(row, draft, "start"), _day(row, draft, "end")
    spans = list(when.dates)
    if first and (last is None or last >= first):
        spans.append((first.isoformat(), (last or first).isoformat()))
    if first or last:
        shown = " – ".join(day.isoformat() for day in (first, last) if day)
        if not when.dates:
            _keep(draft, shown)
    ends = [end for _, end in spans] if (last or when.dates) else []
    if ends and max(ends) < today:
        draft.flag("dates_over", row.ref("end" if last else "when" if when.dates else "start"), max(ends))
        return
    if first and first.isoformat() >= today:
        draft.times.start_on = first.isoformat()
    if last and last.isoformat() >= today:
        draft.times.valid_through = last.isoformat()
    days = sorted({start for start, end in when.dates if start == end and start >= today})
    if days and draft.times.start:
        draft.times.schedule_type = "set_shift"
        draft.times.dates = [(day, day) for day in days]
        draft.times.valid_through = draft.times.valid_through or days[-1]
        if draft.times.commitment_hours is None and draft.times.end:
            draft.times.commitment_hours, draft.times.commitment_period = (
                _length(draft.times.start, draft.times.end),
                "once",
            )
    elif when.dates and max(end for _, end in when.dates) >= today:
        draft.times.valid_through = draft.times.valid_through or max(end for _, end in when.dates)


def _day(row: Cells, draft: Draft, name: str) -> dt.date | None:
    text = row.text(name)
    if not text or fold(text) in NOT_STATED:
        return None
    day = parse_day(text)
    if day is None:
        read = understand_when(text)
        if read and read.value.dates:
            day = dt.date.fromisoformat(read.value.dates[0][0])
    if day is None:
        draft.flag("date_unclear", row.ref(name), text)
        _keep(draft, text)
    elif not re.match(r"(19|20|21)\d\d", day.isoformat()):
        day = None
    return day
