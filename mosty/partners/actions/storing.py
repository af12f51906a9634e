"""From a draft to a listing: making, changing, merging. Writes through the rooms of hosts and opportunities only."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from mosty.base.clock import today
from mosty.base.errors import Refused
from mosty.city.queries import city, districts_by_slug
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.organisations import actions as organisations
from mosty.organisations.models import Organisation
from mosty.partners.models import Source
from mosty.partners.queries import Hosts
from mosty.partners.rules.draft import Draft
from mosty.partners.rules.text import fold
from mosty.translations.queries import texts_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
TYPES = (
    ("library", ("knihovn", "librar", "библиотек", "бібліотек", "thu vien")),
    ("school", ("skola", "skolka", "gymnazi", "school", "universit", "училищ", "школа", "школи", "truong")),
    ("museum", ("muze", "galeri", "museum", "gallery", "музе")),
    ("municipal", ("mestska cast", "magistrat", "urad", "municipal", "mc praha", "община", "район", "адміністрац")),
    ("health_social", ("nemocnic", "fn ", "hospital", "klinika", "domov senior", "болница", "больниц", "лікарн",
    "hospic")),
    ("church", ("farnost", "sbor ", "cirkev", "parish", "church", "църква", "церк")),
)  # fmt: skip
TEXT_FIELDS = ("title", "description", "specifics")


def host_for(draft: Draft, hosts: Hosts, source: Source, by: object | None) -> Organisation:
    """The host of a row, made (waiting for checking) when it is new. Flags say which of both."""
    host = hosts.find(draft.organisation, draft.website)
    ref = draft.refs.get("organisation", "")
    if host is not None:
        if host.name != draft.organisation:
            draft.flag("organisation_matched", ref, draft.organisation)
        return host
    folded = fold(draft.organisation)
    kind = next((code for code, beginnings in TYPES if any(word in f"{folded} " for word in beginnings)), "ngo")
    language = draft.language or city().local_language
    draft.flag("organisation_new", ref, draft.organisation)
    return organisations.add(
        name=draft.organisation,
        source_language=language,
        by=by,
        organisation_type=kind,
        website=draft.website,
        verification_status=Organisation.Verification.SUBMITTED,
        source=source.name,
    )


def make(draft: Draft, host: Organisation, source: Source, by: object | None, *, publish: bool) -> Opportunity:
    """A new listing that waits for checking, or is published at once where `publish` and the rules allow it."""
    payload = draft.payload()
    opportunity = opportunities.add(
        organisation=host,
        source_language=draft.language or host.source_language,
        by=by,
        topics=payload["topics"],
        place=_place(payload["place"]),
        source=source.name,
        source_id=draft.source_id,
        license=draft.license,
        has_language_practice="language_practice" in draft.topics.get("reward", ()),
        flags=[flag.as_json() for flag in draft.flags],
        **_columns(payload["columns"]),
    )
    _write_texts(opportunity, {name: payload["texts"][name] for name in TEXT_FIELDS if payload["texts"][name]}, by)
    if payload["needs"]:
        _write_needs(opportunity, payload["needs"], by)
    if payload["papers"] is not None:
        opportunities.set_papers(opportunity=opportunity, papers=[{"code": code} for code in payload["papers"]], by=by)
    _write_times(opportunity, payload["times"], by)
    opportunities.send_for_checking(opportunity=opportunity, by=by)
    if publish:
        try_to_publish(opportunity, draft, by)
    return opportunity


def try_to_publish(opportunity: Opportunity, draft: Draft, by: object | None) -> bool:
    """Publish what may be published; else the listing waits, and a flag says why."""
    if draft.must_wait or opportunity.status != Opportunity.Status.SUBMITTED:
        return False
    try:
        with transaction.atomic():
            opportunities.publish(opportunity=opportunity, by=by)
    except Refused as refused:
        opportunity.refresh_from_db()
        draft.flag("not_published", str(draft.row), str(refused.reason))
        flags = [flag.as_json() for flag in draft.flags]
        if flags != opportunity.flags:
            opportunities.change(opportunity=opportunity, by=by, flags=flags)
        return False
    return True


def update(opportunity: Opportunity, draft: Draft, old: Mapping[str, Any], by: object | None) -> bool:
    """Bring over the parts the source itself changed since `old`; edits made here in other parts stay. True if any."""
    new = draft.payload()
    texts = {
        name: new["texts"][name] for name in TEXT_FIELDS if new["texts"][name] != old.get("texts", {}).get(name, "")
    }
    columns = {name: value for name, value in new["columns"].items() if value != old.get("columns", {}).get(name)}
    topics = {group: codes for group, codes in new["topics"].items() if codes != old.get("topics", {}).get(group, [])}
    place = new["place"] if new["place"] != old.get("place") else None
    if texts:
        current = texts_of(SUBJECT, [opportunity.pk])[opportunity.pk]
        for name in texts:
            if current.original(name) != old.get("texts", {}).get(name, ""):
                draft.flag("edited_here", draft.refs.get(name, str(draft.row)), current.original(name))
        _write_texts(opportunity, texts, by)
    if new["needs"] != old.get("needs", []):
        _write_needs(opportunity, new["needs"], by)
    if new["papers"] != old.get("papers"):
        papers = None if new["papers"] is None else [{"code": code} for code in new["papers"]]
        opportunities.set_papers(opportunity=opportunity, papers=papers, by=by)
    if columns or topics or place:
        extra = {"place": _place(place)} if place else {}
        opportunities.change(opportunity=opportunity, by=by, topics=topics, **_columns(columns), **extra)
    if new["times"] != old.get("times"):
        _write_times(opportunity, new["times"], by, is_change=True)
    if draft.must_wait and opportunity.is_shown:
        opportunities.pause(opportunity=opportunity, by=by)
    kept = [flag for flag in opportunity.flags if flag.get("code") in ("merged_row", "contradiction")]
    flags = [flag.as_json() for flag in draft.flags] + kept
    if flags != opportunity.flags:
        opportunities.change(opportunity=opportunity, by=by, flags=flags)
    return new != old


def merge(opportunity: Opportunity, draft: Draft, by: object | None) -> None:
    """Add what the listing does not state yet; what the row says differently becomes flags on both, nothing is
    overwritten.
    """
    new = draft.payload()
    columns = _missing_columns(opportunity, new["columns"], draft)
    texts = texts_of(SUBJECT, [opportunity.pk])[opportunity.pk]
    missing = {
        name: new["texts"][name] for name in TEXT_FIELDS if new["texts"][name] and not texts.original(name).strip()
    }
    for name in TEXT_FIELDS:
        if name not in missing and new["texts"][name] and fold(new["texts"][name]) != fold(texts.original(name)):
            draft.notes.append({"ref": draft.refs.get(name, str(draft.row)), "words": new["texts"][name]})
    if missing and (draft.language or opportunity.source_language) == opportunity.source_language:
        _write_texts(opportunity, missing, by)
    _merge_needs(opportunity, new["needs"], draft, by)
    _merge_papers(opportunity, new["papers"], draft, by)
    has_times = opportunity.series.exists() or opportunity.sessions.exists()
    if new["times"]["slots"] and not has_times:
        columns["schedule_type"] = "set_shift"
        _write_times(opportunity, new["times"], by)
    stated: dict[str, set[str]] = {}
    for topic in opportunity.topics.all():
        stated.setdefault(topic.group, set()).add(topic.code)
    topics = {group: codes for group, codes in new["topics"].items() if codes and group not in stated}
    more = [code for code in new["topics"].get("reward", ()) if code not in stated.get("reward", set())]
    if more:
        topics["reward"] = [*stated.get("reward", ()), *more]
    place = _merged_place(opportunity, new["place"])
    merged = [{"code": "merged_row", "ref": str(draft.row), "words": f"{draft.organisation} – {draft.title}"[:300]}]
    merged += [flag.as_json() for flag in draft.flags if flag.code == "contradiction"]
    flags = [*opportunity.flags, *(flag for flag in merged if flag not in opportunity.flags)]
    extra = {"place": place} if place else {}
    opportunities.change(opportunity=opportunity, by=by, topics=topics, flags=flags, **_columns(columns), **extra)


def _missing_columns(opportunity: Opportunity, columns: Mapping[str, Any], draft: Draft) -> dict[str, Any]:
    """Values for columns that are empty here; contradictions are flagged. Hours and their period go together."""
    found = {}
    compared = (
        "minimum_age",
        "maximum_age",
        "maximum_capacity",
        "contact_email",
        "contact_telephone",
        "apply_link",
        "minimum_duration",
    )
    where = {
        "minimum_age": "age",
        "maximum_age": "age",
        "contact_email": "contact",
        "contact_telephone": "contact",
        "apply_link": "apply",
    }
    for name in compared:
        here, there = getattr(opportunity, name), columns.get(name)
        if there in (None, "") or here == there:
            continue
        if here in (None, ""):
            found[name] = there
        else:
            draft.flag("contradiction", draft.refs.get(where.get(name, name), str(draft.row)), f"{there} / {here}")
    if columns.get("commitment_hours") and opportunity.commitment_hours is None:
        found |= {"commitment_hours": columns["commitment_hours"], "commitment_period": columns["commitment_period"]}
    parts = columns.get("day_parts") or []
    if parts and not opportunity.day_parts:
        found["day_parts"] = parts
    elif parts and not set(parts) & set(opportunity.day_parts):
        draft.flag("contradiction", draft.refs.get("when", str(draft.row)), ", ".join(parts))
    return found


def _merge_needs(opportunity: Opportunity, needs: list[dict[str, Any]], draft: Draft, by: object | None) -> None:
    here = {tuple(need.languages): need for need in opportunity.language_requirements.all()}
    if needs and not here:
        _write_needs(opportunity, needs, by)
        return
    ref = next(
        (draft.refs[name] for name in draft.refs if name.startswith("level") or name == "languages"), str(draft.row)
    )
    for need in needs:
        same = here.get(tuple(need["languages"]))
        if same is None or (same.requirement_type, same.minimum_level) != (need["requirement_type"], need["level"]):
            words = f"{'/'.join(need['languages'])} {need['requirement_type']} {need['level']}"
            draft.flag("contradiction", ref, words)


def _merge_papers(opportunity: Opportunity, papers: list[str] | None, draft: Draft, by: object | None) -> None:
    if papers is None:
        return
    if not opportunity.are_papers_stated:
        opportunities.set_papers(opportunity=opportunity, papers=[{"code": code} for code in papers], by=by)
        return
    here = set(opportunity.paper_requirements.values_list("code", flat=True))
    if here != set(papers):
        draft.flag("contradiction", draft.refs.get("record", str(draft.row)), ", ".join(papers) or "-")


def _merged_place(opportunity: Opportunity, place: dict[str, str] | None) -> dict[str, object] | None:
    """Columns a place here does not have yet; None when there is nothing to add."""
    if not place:
        return None
    here = opportunity.place
    if here is None:
        return _place(place)
    made = _place(place) or {}
    more = {name: value for name, value in made.items() if value and not getattr(here, name)}
    return more or None


def _columns(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Values as the table's columns want them."""
    made = dict(columns)
    hours, last = made.get("commitment_hours"), made.get("valid_through")
    if hours is not None:
        made["commitment_hours"] = Decimal(str(hours))
    if "valid_through" in made:
        made["valid_through"] = dt.date.fromisoformat(last) if last else None
    for name, limit in (
        ("contact_email", 254),
        ("contact_telephone", 40),
        ("apply_link", 500),
        ("minimum_duration", 12),
    ):
        if name in made:
            made[name] = (made[name] or "")[:limit]
    return made


def _place(place: dict[str, str] | None) -> dict[str, object] | None:
    if place is None:
        return None
    return {**place, "district": districts_by_slug().get(place["district"])}


def _write_texts(opportunity: Opportunity, texts: Mapping[str, str], by: object | None) -> None:
    opportunities.set_texts(opportunity=opportunity, language=opportunity.source_language, texts=texts, by=by)


def _write_needs(opportunity: Opportunity, needs: list[dict[str, Any]], by: object | None) -> None:
    rows = [
        {
            "languages": need["languages"],
            "requirement_type": need["requirement_type"],
            "minimum_level": need["level"] or "none",
        }
        for need in needs
    ]
    opportunities.set_languages(opportunity=opportunity, needs=rows, by=by)


def _write_times(
    opportunity: Opportunity, times: Mapping[str, Any], by: object | None, *, is_change: bool = False
) -> None:
    """Weekly slots as series from the next such weekday, single days as dates, both in the city's zone."""
    zone = city().time_zone
    series = []
    date = today(zone)
    first = max(date, dt.date.fromisoformat(times["start_on"])) if times["start_on"] else date
    for weekday, start, end in times["slots"]:
        series.append(
            {
                "rrule": f"FREQ=WEEKLY;BYDAY={WEEKDAYS[weekday]}",
                "start_on": first + dt.timedelta(days=(weekday - first.weekday()) % 7),
                "start_time": dt.time.fromisoformat(start),
                "end_time": dt.time.fromisoformat(end) if end else None,
                "schedule_timezone": city().time_zone_name,
            }
        )
    dates = [_date(day, times["start"], times["end"], zone) for day, _ in times["dates"] if times["start"]]
    if series or dates or is_change:
        opportunities.set_times(opportunity=opportunity, by=by, series=series, dates=dates)


def _date(day: str, start: str, end: str, zone: dt.tzinfo) -> dict[str, dt.datetime | None]:
    assert isinstance(zone, ZoneInfo)
    date = dt.date.fromisoformat(day)
    first = dt.datetime.combine(date, dt.time.fromisoformat(start), zone)
    last = dt.datetime.combine(date, dt.time.fromisoformat(end), zone) if end else None
    if last is not None and last <= first:
        last += dt.timedelta(days=1)
    return {"start_date": first.astimezone(dt.UTC), "end_date": last.astimezone(dt.UTC) if last else None}
