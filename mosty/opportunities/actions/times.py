"""Dates of a listing."""

import datetime as dt

from django.db import transaction

from mosty.base.clock import now
from mosty.journal import actions as journal
from mosty.opportunities import signals
from mosty.opportunities.models import Opportunity, Session
from mosty.opportunities.rules import next_dates


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


@transaction.atomic
def cancel_session(*, session: Session, by: object | None) -> None:
    """This date does not take place. Whoever holds a place is told by the room above."""
    session.event_status = Session.EventStatus.CANCELLED
    session.save(update_fields=["event_status"])
    journal.record(by=by, verb="cancel", noun="session", noun_id=session.pk)
    signals.changed.send(Opportunity, opportunity=session.opportunity)
