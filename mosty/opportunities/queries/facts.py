"""An opportunity's structured fields as the sentences take them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from mosty.city.models import Topic
from mosty.city.queries import city, topics_by_code
from mosty.opportunities.models import Opportunity, Series, Session
from mosty.opportunities.rules.sentences import Facts, LanguageNeed, Paper, Slot

DATES_SAID = 3  # single dates that "when" names


def facts_of(opportunity: Opportunity, topics: Mapping[str, Sequence[Topic]], coming: Sequence[Session]) -> Facts:
    """The structured fields in the shape the sentences take. `topics` by group; `coming`: dates from now on."""
    place = opportunity.place
    district = place.district if place else None
    return Facts(
        kind=opportunity.kind,
        activities=_tables(topics["activity"]),
        audiences=_tables(topics["audience"]),
        causes=_tables(topics["cause"]),
        rewards=_tables(topics["reward"]),
        district_where=district.where if district else None,
        district_name=district.names if district else None,
        city_where=city().where,
        attendance_mode=opportunity.attendance_mode,
        schedule_type=opportunity.schedule_type,
        slots=series_slots(opportunity) or date_slots((row.start_date, row.end_date) for row in coming),
        day_parts=tuple(opportunity.day_parts),
        commitment_hours=opportunity.commitment_hours,
        commitment_period=opportunity.commitment_period,
        minimum_duration=opportunity.minimum_duration,
        language_needs=tuple(
            LanguageNeed(tuple(need.languages), need.requirement_type, need.minimum_level, tuple(need.purpose))
            for need in opportunity.language_requirements.all()
        ),
        local_language=city().local_language,
        team_languages=tuple(opportunity.team_languages),
        interpretation_available=opportunity.interpretation_available,
        language_practice=opportunity.has_language_practice,
        papers=_papers(opportunity),
        minimum_age=opportunity.minimum_age,
        maximum_age=opportunity.maximum_age,
        places_left=opportunity.remaining_capacity,
        maximum_capacity=opportunity.maximum_capacity,
        suits=tuple(opportunity.suits),
    )


def _tables(topics: Iterable[Topic]) -> tuple[dict[str, object], ...]:
    return tuple({"code": topic.code, "labels": topic.labels, **topic.grammar} for topic in topics)


def _papers(opportunity: Opportunity) -> tuple[Paper, ...] | None:
    if not opportunity.are_papers_stated:
        return None
    rows = opportunity.paper_requirements.all()
    return tuple(paper(row.code, row.paid_by, row.is_foreign_record_accepted) for row in rows)


def paper(code: str, paid_by: str = "", foreign_record_accepted: bool | None = None) -> Paper:
    """One paper with its label in every language."""
    topic = topics_by_code("paper").get(code)
    return Paper(code, paid_by, foreign_record_accepted, topic.labels if topic else {})


def series_slots(opportunity: Opportunity) -> tuple[Slot, ...]:
    """The repeating times, as the rules say them."""
    return tuple(_slot_of(row) for row in opportunity.series.all())


def date_slots(dates: Iterable[tuple[dt.datetime, dt.datetime | None]]) -> tuple[Slot, ...]:
    """The first of these (start, end) as single times in the city's zone."""
    zone = city().time_zone
    found = []
    for begins, ends in islice(dates, DATES_SAID):
        start = begins.astimezone(zone)
        end = ends.astimezone(zone).time() if ends else None
        found.append(Slot(weekdays=(start.weekday(),), start=start.time(), end=end, on=start.date()))
    return tuple(found)


def _slot_of(series: Series) -> Slot:
    """A series as the sentences say it: weekdays, time, every how many weeks, which week of the month."""
    zone = ZoneInfo(series.schedule_timezone)
    rule = rrulestr(
        series.rrule, dtstart=dt.datetime.combine(series.start_on, series.start_time, zone).replace(tzinfo=None)
    )
    monthly = rule._bynweekday or ()  # the library keeps "first Saturday" only here
    weekdays = tuple(sorted({day for day, _nth in monthly})) or tuple(rule._byweekday or (series.start_on.weekday(),))
    is_monthly = "MONTHLY" in series.rrule
    return Slot(
        weekdays=weekdays,
        start=series.start_time,
        end=series.end_time,
        every_weeks=rule._interval if "WEEKLY" in series.rrule else 1,
        monthly_nth=(monthly[0][1] if monthly else 0) if is_monthly else None,
    )
