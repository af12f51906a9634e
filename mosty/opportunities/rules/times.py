"""Dates of a series, parts of the day."""

import datetime as dt
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from mosty.opportunities.models import Series

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = ("Morning", "Afternoon", "Evening")
DAY_PARTS = tuple(day + part for day in WEEKDAYS for part in PARTS)
NOON, EVENING = dt.time(12), dt.time(17)


def next_dates(series: Series, after: dt.datetime, until: dt.datetime) -> list[tuple[dt.datetime, dt.datetime | None]]:
    """Start and end of each date of the series between two moments, in UTC.

    The rule is counted in local wall-clock time and then placed in the zone, so 16:00 stays 16:00 across daylight saving.
    """
    zone = ZoneInfo(series.schedule_timezone)
    first = dt.datetime.combine(series.start_on, series.start_time)
    rule = rrulestr(series.rrule, dtstart=first)
    left_out = set(series.exdates)
    found = []
    for start in rule.between(
        after.astimezone(zone).replace(tzinfo=None), until.astimezone(zone).replace(tzinfo=None), inc=True
    ):
        if start.date().isoformat() in left_out or (series.until and start.date() > series.until):
            continue
        end = dt.datetime.combine(start.date(), series.end_time) if series.end_time else None
        if end is not None and end <= start:
            end += dt.timedelta(days=1)
        found.append((_utc(start, zone), _utc(end, zone) if end else None))
    return found


def _utc(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return moment.replace(tzinfo=zone).astimezone(dt.UTC)


def parts_of_day(start: dt.datetime, end: dt.datetime | None) -> set[str]:
    """Day parts (ODI: "TuesdayAfternoon") that a date between two local moments touches."""
    day = WEEKDAYS[start.weekday()]
    last = (end or start).time() if end is None or end.date() == start.date() else dt.time(23, 59)
    found = set()
    if start.time() < NOON:
        found.add(day + "Morning")
    if start.time() < EVENING and last > NOON or NOON <= start.time() < EVENING:
        found.add(day + "Afternoon")
    if start.time() >= EVENING or last > EVENING:
        found.add(day + "Evening")
    return found
