"""How things look as JSON; names follow docs/glossary.md and the standards named there."""

import datetime as dt
from typing import Any

from pydantic import BaseModel  # not ninja.Schema: its getter asks each field of each shape again

from mosty.base.addresses import absolute
from mosty.city.models import District, Topic
from mosty.opportunities.queries import Listing
from mosty.organisations.models import Organisation
from mosty.translations.rules import BestText

TEXTS = ("title", "summary", "description")  # of a listing's texts, those that are shown


class Words(BaseModel):
    """A text with its language and how it came to be (original, human, mt_reviewed, mt_unreviewed, stale)."""

    text: str
    language: str
    state: str


class Code(BaseModel):
    value: str
    label: str


class FacetValue(BaseModel):
    value: str
    label: str
    count: int


class LanguageNeed(BaseModel):
    languages: list[str]
    requirement_type: str
    minimum_level: str
    purpose: list[str]


class Requirement(BaseModel):
    code: str
    foreign_record_accepted: bool | None
    paid_by: str


class SessionShape(BaseModel):
    start_date: dt.datetime
    end_date: dt.datetime | None
    event_status: str
    remaining_capacity: int | None


class Place(BaseModel):
    name: str
    district: str
    latitude: float | None
    longitude: float | None
    exactness: str


class OrganisationShape(BaseModel):
    id: str
    url: str
    name: Words
    organisation_type: str
    verification_status: str
    is_demonstration: bool
    response_time_median_hours: int | None


class OpportunityShape(BaseModel):
    """One listing in the asked language. `language_requirements` empty and `language_stated` false: nobody has said."""

    id: str
    url: str
    kind: str
    status: str
    title: Words
    summary: Words
    description: Words
    sentence: str
    what: str
    when: str
    where: str
    organisation: OrganisationShape
    cause: list[Code]
    activity: list[Code]
    audience: list[Code]
    reward: list[Code]
    language_stated: bool
    minimum_level: str
    language_requirements: list[LanguageNeed]
    papers_stated: bool
    requirement: list[Requirement]
    attendance_mode: str
    schedule_type: str
    day_part: list[str]
    commitment_hours: float | None
    commitment_period: str
    location: Place | None
    session: list[SessionShape]
    maximum_capacity: int | None
    remaining_capacity: int | None
    minimum_age: int | None
    maximum_age: int | None
    suits: list[str]
    apply_mode: str
    apply_link: str
    date_posted: dt.date | None
    valid_through: dt.date | None
    assured_date: dt.date | None
    source: str
    source_id: str
    license: str
    modified: dt.datetime


class OpportunityPage(BaseModel):
    """`next` and `previous` are addresses or null; facets count each value as if its own filter were not set."""

    count: int
    next: str | None
    previous: str | None
    facets: dict[str, list[FacetValue]]
    results: list[OpportunityShape]


class OrganisationPage(BaseModel):
    count: int
    next: str | None
    previous: str | None
    results: list[OrganisationShape]


class DistrictShape(BaseModel):
    slug: str
    code: str
    name: str
    group: str
    latitude: float
    longitude: float
    tile_row: int
    tile_column: int
    count: int


class TopicShape(BaseModel):
    group: str
    code: str
    kind: str
    label: str
    labels: dict[str, str]


class Problem(BaseModel):
    """RFC 9457: `type` is stable, `detail` is a sentence in the asked language."""

    type: str
    title: str
    status: int
    detail: str


def words(text: BestText) -> dict[str, str]:
    return {"text": text.words, "language": text.language, "state": text.state}


def codes(topics: list[Topic], language: str) -> list[dict[str, str]]:
    return [{"value": topic.code, "label": topic.label(language)} for topic in topics]


def organisation(host: Organisation, name: BestText, language: str) -> dict[str, Any]:
    return {
        "id": host.public_id,
        "url": absolute("public:organisation", f"{host.public_id}-x", language=language),
        "name": words(name),
        "organisation_type": host.organisation_type,
        "verification_status": host.verification_status,
        "is_demonstration": host.is_demonstration,
        "response_time_median_hours": host.response_time_median_hours,
    }


def place(listing: Listing) -> dict[str, Any] | None:
    """Where, as exactly as the public may know."""
    found = listing.opportunity.place
    if found is None:
        return None
    is_exact = found.exactness == "exact"
    return {
        "name": found.public_line(),
        "district": found.district.slug if found.district else "",
        "latitude": found.latitude if is_exact else None,
        "longitude": found.longitude if is_exact else None,
        "exactness": found.exactness,
    }


def opportunity(listing: Listing) -> dict[str, Any]:
    """One listing for a reader."""
    row = listing.opportunity
    needs = list(row.language_requirements.all())
    return {
        "id": row.public_id,
        "url": absolute("public:opportunity", listing.address_key, language=listing.language),
        "kind": row.kind,
        "status": row.status,
        "title": words(listing.title),
        "summary": words(listing.summary),
        "description": words(listing.plain_description),
        "sentence": listing.sentence,
        "what": listing.what,
        "when": listing.when,
        "where": listing.where,
        "organisation": organisation(row.organisation, listing.host_name, listing.language),
        **{
            group: codes(listing.topics[group], listing.language)
            for group in ("cause", "activity", "audience", "reward")
        },
        "language_stated": bool(needs),
        "minimum_level": listing.local_level,
        "language_requirements": [
            {
                "languages": need.languages,
                "requirement_type": need.requirement_type,
                "minimum_level": need.minimum_level,
                "purpose": need.purpose,
            }
            for need in needs
        ],
        "papers_stated": row.are_papers_stated,
        "requirement": [
            {"code": paper.code, "foreign_record_accepted": paper.is_foreign_record_accepted, "paid_by": paper.paid_by}
            for paper in row.paper_requirements.all()
        ],
        "location": place(listing),
        "session": [
            {
                "start_date": session.start_date,
                "end_date": session.end_date,
                "event_status": session.event_status,
                "remaining_capacity": session.remaining_capacity,
            }
            for session in listing.coming_sessions
        ],
        "day_part": row.day_parts,
        **{name: getattr(row, name) for name in PLAIN},
    }


PLAIN = (
    "attendance_mode",
    "schedule_type",
    "commitment_hours",
    "commitment_period",
    "maximum_capacity",
    "remaining_capacity",
    "minimum_age",
    "maximum_age",
    "suits",
    "apply_mode",
    "apply_link",
    "date_posted",
    "valid_through",
    "assured_date",
    "source",
    "source_id",
    "license",
    "modified",
)


def district(row: District, language: str, count: int) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "code": row.code,
        "name": row.name(language),
        "group": row.group,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "tile_row": row.tile_row,
        "tile_column": row.tile_column,
        "count": count,
    }


def topic(row: Topic, language: str) -> dict[str, Any]:
    return {"group": row.group, "code": row.code, "kind": row.kind, "label": row.label(language), "labels": row.labels}
