"""Reads the demonstration city's files and makes it live through the rooms' own actions."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from mosty.accounts import actions as accounts
from mosty.accounts.models import Person
from mosty.base.clock import now, today
from mosty.city.models import District
from mosty.city.queries import city, districts_by_slug
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity, Template
from mosty.opportunities.rules.times import WEEKDAYS
from mosty.organisations import actions as organisations
from mosty.organisations.models import Organisation

Table = dict[str, Any]
STRIDE = 17
ICAL_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}


def read(folder: Path, pattern: str, key: str) -> list[Table]:
    """All tables named `key` of the files that match, in file order."""
    tables: list[Table] = []
    for path in sorted(folder.glob(pattern)):
        tables += tomllib.loads(path.read_text(encoding="utf-8")).get(key, [])
    return tables


def load_host(table: Table) -> Organisation:
    """One invented host, verified, marked as demonstration, with its texts."""
    language = table["source_language"]
    descriptions = table.get("description", {})
    host = organisations.add(
        name=table["names"][language],
        source_language=language,
        by=None,
        description=descriptions.get(language, ""),
        organisation_type=table["type"],
        district=districts_by_slug().get(table["district"]),
        knows_language=table.get("languages", []),
        contact_email=table["email"],
        contact_language=language if language in city().languages else city().default_language,
        is_demonstration=True,
    )
    for other in table["names"]:
        if other != language:
            texts = {"name": table["names"][other], "description": descriptions.get(other, "")}
            organisations.translate(organisation=host, language=other, texts=texts, state="human", by=None)
    organisations.verify(organisation=host, by=None)
    return host


def load_opportunity(table: Table, hosts: dict[str, Organisation], by: Person) -> Opportunity:
    """One invented listing with texts in mixed states, dates, needs, papers, in the state the file says."""
    template = Template.objects.filter(code=table.get("template") or "-").first()
    opportunity = opportunities.add(
        organisation=hosts[table["organisation"]],
        source_language=table["source_language"],
        by=None,
        kind=table["kind"],
        topics={
            "cause": table.get("causes", []),
            "activity": table.get("activities", []),
            "audience": table.get("audiences", []),
            "reward": table.get("rewards", []),
        },
        place=_place(table),
        suits=table.get("suits", []),
        attendance_mode=table.get("attendance_mode", "offline"),
        schedule_type=table.get("schedule_type", "flexible_timeframe"),
        day_parts=table.get("day_parts", []),
        commitment_hours=table.get("commitment_hours") or None,
        commitment_period=table.get("commitment_period", ""),
        minimum_duration=table.get("minimum_duration", ""),
        minimum_age=table.get("minimum_age") or None,
        maximum_capacity=table.get("maximum_capacity") or None,
        waiting_list_capacity=3 if table.get("maximum_capacity") else 0,
        taken_capacity=table.get("taken", 0) if table.get("maximum_capacity") else 0,
        apply_mode=table.get("apply_mode", "approval"),
        team_languages=[row["language"] for row in table.get("team", [])],
        has_language_practice=any(row["type"] == "practised_here" for row in table.get("languages", [])),
    )
    if template is not None:
        schedule = opportunity.schedule_type
        opportunities.use_template(opportunity=opportunity, template=template, by=None)
        opportunities.change(opportunity=opportunity, by=None, schedule_type=schedule)
    _texts(opportunity, table["text"])
    _needs(opportunity, table)
    _papers(opportunity, table)
    _dates(opportunity, table)
    _state(opportunity, table.get("state", "published"), by)
    return opportunity


def _place(table: Table) -> Table | None:
    district: District | None = districts_by_slug().get(table.get("district", ""))
    if district is None:
        return None
    return {
        "name": table.get("place", ""),
        "district": district,
        "latitude": table.get("lat", district.latitude),
        "longitude": table.get("lon", district.longitude),
    }


def _texts(opportunity: Opportunity, texts: dict[str, Table]) -> None:
    source = opportunity.source_language
    for language in sorted(texts, key=lambda code: code != source):
        table = dict(texts[language])
        state = table.pop("state", "human")
        if isinstance(table.get("responsibilities"), list):
            table["responsibilities"] = "\n".join(table["responsibilities"])
        words = {name: str(value).strip() for name, value in table.items()}
        if state == "stale":
            _stale(opportunity, language, words)
        else:
            opportunities.set_texts(
                opportunity=opportunity,
                language=language,
                texts=words,
                by=None,
                state=state,
                translator="demonstration" if state.startswith("mt") else "",
            )


def _stale(opportunity: Opportunity, language: str, words: dict[str, str]) -> None:
    """A translation of older words: written against an earlier title and summary, which then become what they are."""
    source = opportunity.source_language
    originals = {row.field: row.words for row in opportunities.original_rows(opportunity) if row.field in words}
    earlier = {field: f"{text} " for field, text in originals.items()}
    opportunities.set_texts(
        opportunity=opportunity, language=source, texts={f: f"{t}*" for f, t in earlier.items()}, by=None
    )
    opportunities.set_texts(opportunity=opportunity, language=language, texts=words, by=None)
    opportunities.set_texts(opportunity=opportunity, language=source, texts=originals, by=None)


def _needs(opportunity: Opportunity, table: Table) -> None:
    needs = [
        {
            "languages": row["language"].replace(" ", "").split("|"),
            "requirement_type": row["type"],
            "minimum_level": row.get("level", "none"),
            "purpose": row.get("purpose", []),
            "reason_for_b2_plus": row.get("reason", ""),
        }
        for row in table.get("languages", [])
    ]
    opportunities.set_languages(opportunity=opportunity, needs=needs, by=None)


def _papers(opportunity: Opportunity, table: Table) -> None:
    """What the file asks for; a listing from a template that says nothing of its own keeps the template's papers."""
    if opportunity.template_id and "papers" not in table and table.get("papers_stated", True):
        return
    papers = [
        {
            "code": row["code"],
            "why": row.get("why", {}),
            "paid_by": row.get("paid_by", ""),
            "is_foreign_record_accepted": row.get("foreign_record_accepted"),
        }
        for row in table.get("papers", [])
    ]
    is_stated = bool(papers) or table.get("papers_stated", True)
    opportunities.set_papers(opportunity=opportunity, papers=papers if is_stated else None, by=None)


def _dates(opportunity: Opportunity, table: Table) -> None:
    if opportunity.schedule_type != Opportunity.Schedule.SET_SHIFT:
        return
    zone = city().time_zone
    first = today(zone) + dt.timedelta(days=max(1, table.get("starts_in_days", 7)))
    start, end = _time(table.get("start")) or dt.time(17), _time(table.get("end"))
    if table.get("rrule"):
        series = {
            "rrule": table["rrule"],
            "start_on": _move_to_weekday(first, table["rrule"]),
            "start_time": start,
            "end_time": end,
            "schedule_timezone": city().time_zone_name,
        }
        opportunities.set_times(opportunity=opportunity, by=None, series=[series])
        return
    first = _move_to_part(first, table.get("day_parts", []))
    begins = dt.datetime.combine(first, start, zone)
    date = {"start_date": begins, "end_date": dt.datetime.combine(first, end, zone) if end else None}
    opportunities.set_times(opportunity=opportunity, by=None, dates=[date])


def _time(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


def _move_to_weekday(day: dt.date, rrule: str) -> dt.date:
    days = [
        ICAL_DAYS[part[-2:]] for rule in rrule.split(";") if rule.startswith("BYDAY=") for part in rule[6:].split(",")
    ]
    while days and day.weekday() not in days:
        day += dt.timedelta(days=1)
    return day


def _move_to_part(day: dt.date, parts: list[str]) -> dt.date:
    days = {WEEKDAYS.index(weekday) for weekday in WEEKDAYS for part in parts if part.startswith(weekday)}
    while days and day.weekday() not in days:
        day += dt.timedelta(days=1)
    return day


def _state(opportunity: Opportunity, state: str, by: Person) -> None:
    if state == "draft":
        return
    if state in ("submitted", "changes_requested"):
        opportunities.send_for_checking(opportunity=opportunity, by=None)
        if state == "changes_requested":
            opportunities.request_changes(opportunity=opportunity, note="Kdy přesně? / When exactly?", by=by)
        return
    opportunities.publish(opportunity=opportunity, by=by)
    if state == "paused":
        opportunities.pause(opportunity=opportunity, by=by)
    elif state == "closed":
        opportunities.close(opportunity=opportunity, by=by)


def add_people(hosts: dict[str, Organisation]) -> list[Person]:
    """The people one can sign in as in the demonstration; their names say that they are invented."""
    people = [
        accounts.add_person(
            email="coordinator@example.org",
            name="Vzorka Koordinátorová" if city().slug == "prague" else "Примера Координаторова",
            language=city().default_language,
            roles=("coordinator", "administrator"),
            is_demonstration=True,
            by=None,
        )
    ]
    for key in list(hosts)[:2]:
        host = hosts[key]
        person = accounts.add_person(
            email=f"{key}.host@example.org",
            name=host.name,
            language=host.contact_language,
            is_demonstration=True,
            by=None,
        )
        organisations.join(organisation=host, person=person, is_lead=True)
        people.append(person)
    return people


def settle_dates() -> None:
    """Spread the days of publishing, neighbours in the files far apart: the newest are not all of today nor all alike."""
    moment = now()
    for number, opportunity in enumerate(Opportunity.objects.shown().order_by("id")):
        opportunities.backdate(
            opportunity=opportunity, published_at=moment - dt.timedelta(days=number * STRIDE % 45, hours=number)
        )
