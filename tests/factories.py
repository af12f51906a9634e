"""Small builders over the rooms' own actions: a test says only what it is about."""

import datetime as dt
import itertools
from typing import Any

from mosty.accounts import actions as accounts
from mosty.accounts.models import Person
from mosty.applications import actions as applications
from mosty.applications.models import Application
from mosty.city.models import District
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.organisations import actions as organisations
from mosty.organisations.models import Organisation

counter = itertools.count(1)
DESCRIPTION = "Jednou týdně sedíte vedle dítěte a pomáháte mu s úkoly. Stačí trpělivost a dobrá nálada. " * 4


def a_person(*roles: str, **fields: Any) -> Person:
    """Somebody with an account; demonstration people need no second factor."""
    fields = {"email": f"person{next(counter)}@example.org", "language": "cs", "is_demonstration": True, **fields}
    return accounts.add_person(roles=roles, by=None, **fields)


def a_coordinator() -> Person:
    return a_person("coordinator")


def a_host(*, verified: bool = True, member: Person | None = None, **fields: Any) -> Organisation:
    """A verified host with a mailbox."""
    number = next(counter)
    fields = {
        "name": f"Spolek Zkušební {number}",
        "source_language": "cs",
        "contact_email": f"host{number}@example.org",
        **fields,
    }
    host = organisations.add(by=None, **fields)
    if verified:
        organisations.verify(organisation=host, by=None)
    if member is not None:
        organisations.join(organisation=host, person=member, is_lead=True)
    return host


def an_opportunity(
    *,
    organisation: Organisation | None = None,
    published: bool = True,
    title: str = "Doučování dětí",
    description: str = DESCRIPTION,
    source_language: str = "cs",
    topics: dict[str, list[str]] | None = None,
    district: str | None = "praha-7",
    needs: list[dict[str, Any]] | None = None,
    papers: list[dict[str, Any]] | None = None,
    texts: dict[str, dict[str, str]] | None = None,
    **fields: Any,
) -> Opportunity:
    """A listing as a host would write it; `texts` adds translations by language."""
    place = {"district": District.objects.get(slug=district), "name": "Klub"} if district else None
    made = opportunities.add(
        organisation=organisation or a_host(),
        source_language=source_language,
        by=None,
        topics=topics or {"activity": ["homework_help"], "audience": ["children"], "cause": ["education"]},
        place=place,
        **fields,
    )
    words = {"title": title, "summary": "Pomozte dětem s úkoly.", "description": description}
    opportunities.set_texts(opportunity=made, language=source_language, texts=words, by=None)
    for language, translated in (texts or {}).items():
        opportunities.set_texts(opportunity=made, language=language, texts=translated, by=None)
    if needs is not None:
        opportunities.set_languages(opportunity=made, needs=needs, by=None)
    opportunities.set_papers(opportunity=made, papers=[] if papers is None else papers, by=None)
    if published:
        opportunities.publish(opportunity=made, by=None)
    made.refresh_from_db()
    return made


def tuesdays(
    opportunity: Opportunity, start: str = "16:00", end: str = "18:00", rrule: str = "FREQ=WEEKLY;BYDAY=TU"
) -> None:
    """Give a listing a weekly series."""
    Opportunity.objects.filter(pk=opportunity.pk).update(schedule_type="set_shift")
    opportunity.refresh_from_db()
    series = {
        "rrule": rrule,
        "start_on": dt.date(2026, 1, 6),
        "start_time": dt.time.fromisoformat(start),
        "end_time": dt.time.fromisoformat(end),
        "schedule_timezone": "Europe/Prague",
    }
    opportunities.set_times(opportunity=opportunity, by=None, series=[series])


def an_application(opportunity: Opportunity, **fields: Any) -> Application:
    """An application by mail in Vietnamese."""
    number = next(counter)
    data = {
        "session": None,
        "given_name": "Linh",
        "preferred_channel": "email",
        "contact": f"linh{number}@example.org",
        "preferred_language": "vi",
        "words": "Xin chào, tôi muốn giúp.",
        "form_key": f"key-{number}",
        **fields,
    }
    application, _new = applications.apply(opportunity=opportunity, **data)
    return application
