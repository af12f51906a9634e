"""Calendar files (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC
from typing import Protocol

from icalendar import Calendar, Event, vText

from mosty.base.clock import now
from mosty.opportunities.models import Session


class Dated(Protocol):
    """What a calendar needs of a listing; `mosty.opportunities.queries.Listing` has it."""

    @property
    def public_id(self) -> str: ...

    @property
    def title_words(self) -> str: ...

    @property
    def sentence(self) -> str: ...

    @property
    def where(self) -> str: ...

    @property
    def coming_sessions(self) -> list[Session]: ...


def ics_of(listings: Iterable[Dated], address: str, name: str) -> bytes:
    """The coming dates of these listings, moments in UTC (every calendar shows them in its own zone, across summer time).

    `address` is written before each public id in the event's URL, `name` is the calendar's name.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Mosty//mosty//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(name))
    for listing in listings:
        for session in listing.coming_sessions:
            event = Event()
            # Not the row's key: a host who saves the times again makes new rows of the same dates.
            event.add("uid", f"{listing.public_id}-{session.start_date.astimezone(UTC):%Y%m%dT%H%MZ}@mosty")
            event.add("dtstamp", now())
            event.add("dtstart", session.start_date)
            if session.end_date:
                event.add("dtend", session.end_date)
            event.add("summary", listing.title_words)
            event.add("description", listing.sentence)
            event.add("location", listing.where)
            event.add("url", f"{address}{listing.public_id}/")
            calendar.add_component(event)
    return calendar.to_ical()
