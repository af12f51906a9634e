"""Dates of a listing."""

import datetime as dt

from django.db import transaction

from mosty.base.clock import now
from mosty.city.queries import city
from mosty.journal import actions as journal
from mosty.opportunities import signals
from mosty.opportunities.models import Opportunity, Session
from mosty.opportunities.rules import next_dates, parts_of_day
from mosty.opportunities.rules.times import DAY_PARTS


@transaction.atomic
def make_sessions(*, opportunity: Opportunity) -> int:
    """Create the dates that the listing's series have in the coming weeks; returns how many are new."""
    made = 0
    moment = now()
    for series in opportunity.series.all():
        until = moment + dt.timedelta(weeks=series.weeks_in_advance)
        for start, end in next_dates(series, moment, until):
            _session, is_new = Session.objects.get_or_create(
                opportunity=opportunity,
                start_date=start,
                defaults={"end_date": end, "series": series, "maximum_capacity": series.maximum_capacity},
            )
            made += is_new
    return made


def keep_day_parts(*, opportunity: Opportunity) -> None:
    """A listing with dates can be found by the parts of the day that its coming dates touch, in the city's zone."""
    zone = city().time_zone
    found: set[str] = set()
    for session in opportunity.sessions.filter(start_date__gte=now()).order_by("start_date"):
        end = session.end_date.astimezone(zone) if session.end_date else None
        found |= parts_of_day(session.start_date.astimezone(zone), end)
    if found:
        opportunity.day_parts = [part for part in DAY_PARTS if part in found]
        opportunity.save(update_fields=["day_parts"])


@transaction.atomic
def cancel_session(*, session: Session, by: object | None) -> None:
    """This date does not take place. Whoever holds a place is told by the room above."""
    session.event_status = Session.EventStatus.CANCELLED
    session.save(update_fields=["event_status"])
    Opportunity.objects.filter(pk=session.opportunity_id).update(modified=now())
    journal.record(by=by, verb="cancel", noun="session", noun_id=session.pk)
    signals.changed.send(Opportunity, opportunity=session.opportunity)
