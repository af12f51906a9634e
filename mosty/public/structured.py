"""Structured data for search engines: schema.org in JSON-LD."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from mosty.base.addresses import absolute
from mosty.city.queries import city
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import Listing

ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
MODES = {"offline": "Offline", "online": "Online", "mixed": "Mixed"}


def json_ld(listing: Listing) -> SafeString | str:
    """`Event` for a listing with dates; `JobPosting` (volunteer) for ongoing help where the city allows it; else nothing.

    "Job" is a word for machines here; no page says it. `baseSalary` is never sent.
    """
    data = event(listing) if listing.next_session else posting(listing) if city().publish_as_jobposting else None
    if data is None:
        return ""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped as json_script does


def _common(listing: Listing) -> dict[str, Any]:
    words = [part for part in (listing.sentence, listing.plain_description.words) if part]
    return {
        "url": absolute("public:opportunity", listing.address_key, language=listing.language),
        "description": "\n\n".join(words),
        "inLanguage": listing.language,
    }


def _place(listing: Listing) -> dict[str, Any]:
    place = listing.opportunity.place
    address: dict[str, Any] = {
        "@type": "PostalAddress",
        "addressLocality": city().name(listing.language),
        "addressCountry": city().country,
    }
    if place and place.exactness in ("exact", "street"):
        parts = {"streetAddress": place.street_address, "postalCode": place.postal_code}
        address |= {name: value for name, value in parts.items() if value}
    found: dict[str, Any] = {"@type": "Place", "name": listing.where, "address": address}
    if place and place.exactness == "exact" and place.latitude is not None:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return found


def event(listing: Listing) -> dict[str, Any]:
    """schema.org Event for the next date."""
    session = listing.next_session
    assert session is not None
    opportunity = listing.opportunity
    data = {
        "@type": "Event",
        "name": listing.title.words,
        "startDate": session.start_date.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": f"https://schema.org/{MODES[opportunity.attendance_mode]}EventAttendanceMode",
        "isAccessibleForFree": True,
        "organizer": {"@type": "Organization", "name": listing.host_name.words},
        **_common(listing),
    }
    if session.end_date:
        data["endDate"] = session.end_date.isoformat()
    if opportunity.maximum_capacity is not None:
        data["maximumAttendeeCapacity"] = opportunity.maximum_capacity
        data["remainingAttendeeCapacity"] = opportunity.remaining_capacity
    if opportunity.attendance_mode == Opportunity.Mode.ONLINE:
        data["location"] = {"@type": "VirtualLocation", "url": data["url"]}
    else:
        data["location"] = _place(listing)
    return data


def posting(listing: Listing) -> dict[str, Any]:
    """schema.org JobPosting with employmentType VOLUNTEER."""
    opportunity = listing.opportunity
    data = {
        "@type": "JobPosting",
        "title": listing.title.words,
        "employmentType": "VOLUNTEER",
        "datePosted": opportunity.date_posted.isoformat() if opportunity.date_posted else None,
        "hiringOrganization": {"@type": "Organization", "name": listing.host_name.words},
        "directApply": True,
        "identifier": {"@type": "PropertyValue", "name": "Mosty", "value": listing.public_id},
        **_common(listing),
    }
    if opportunity.valid_through:
        data["validThrough"] = opportunity.valid_through.isoformat()
    if opportunity.attendance_mode == Opportunity.Mode.ONLINE:
        data["jobLocationType"] = "TELECOMMUTE"
        data["applicantLocationRequirements"] = {"@type": "Country", "name": city().country}
    else:
        data["jobLocation"] = _place(listing)
    return data
