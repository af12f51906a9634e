"""Cards from a record that lies beside the database: a page of results without reading twelve whole listings."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from mosty.base.clock import now
from mosty.city.queries import city, districts_by_slug
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries.face import Face
from mosty.opportunities.queries.facts import date_slots, paper, series_slots
from mosty.opportunities.queries.listings import CARD_TEXTS, Listing, listings_by_ids
from mosty.opportunities.rules.sentences import Facts, LanguageNeed, Slot
from mosty.translations.rules import BestText, Wording, Written, best_text

SHAPE = 1  # raise it whenever `record_of` writes something else: records of another shape are not drawn
DATES_KEPT = 12  # more than are said: some pass before the record is made again
PLAIN = ("kind", "attendance_mode", "schedule_type", "commitment_period", "minimum_duration")
COLUMNS = ("public_id", "status", "organisation__response_time_median_hours", "modified", "organisation__modified")
Record = Mapping[str, Any]


class Card(Face):
    """The face of a listing as its record tells it; what changes with the host's answers comes from the database."""

    def __init__(self, public_id: str, record: Record, language: str, status: str, response_hours: int | None) -> None:
        self.public_id = public_id
        self.language = language
        self.status = status
        self.response_hours = response_hours
        self._record = record

    def _best(self, name: str) -> BestText:
        return best_text([Wording(*row) for row in self._record[name]], self.language)

    @cached_property
    def title(self) -> BestText:
        return self._best("title")

    @cached_property
    def host_name(self) -> BestText:
        return self._best("host")

    @cached_property
    def _facts(self) -> Facts:
        kept = self._record
        district = districts_by_slug().get(kept["district"])
        return Facts(
            **{name: kept[name] for name in PLAIN},
            district_where=district.where if district else None,
            district_name=district.names if district else None,
            city_where=city().where,
            local_language=city().local_language,
            slots=tuple(_slot(*row) for row in kept["slots"]) or date_slots(self._coming_dates()),
            day_parts=tuple(kept["day_parts"]),
            commitment_hours=None if kept["hours"] is None else Decimal(kept["hours"]),
            language_needs=tuple(LanguageNeed(tuple(languages), *rest) for languages, *rest in kept["needs"]),
            language_practice=kept["practice"],
            papers=None if kept["papers"] is None else tuple(paper(code) for code in kept["papers"]),
        )

    def _coming_dates(self) -> list[tuple[dt.datetime, dt.datetime | None]]:
        moment = now()
        dates = [(_moment(start), _moment(end) if end else None) for start, end in self._record["dates"]]
        return [(start, end) for start, end in dates if start >= moment]


def record_of(listing: Listing) -> str:
    """What `Card` needs of a listing, in every language; the listing must have been read with all its texts.

    What the city says (names of districts and papers) stays with the city. `stamp` tells of which state of listing and
    host this is.
    """
    facts, place = listing.facts, listing.opportunity.place
    slots = series_slots(listing.opportunity)
    dates = [] if slots else listing.coming_sessions[:DATES_KEPT]
    record = {
        "stamp": _stamp(listing.opportunity.modified, listing.organisation.modified),
        "title": [_wording(text) for text in listing.texts.rows("title")],
        "host": [_wording(text) for text in listing.host_texts.rows("name")],
        **{name: getattr(facts, name) for name in PLAIN},
        "district": place.district.slug if place and place.district else "",
        "slots": [[row.weekdays, row.start, row.end, row.every_weeks, row.monthly_nth] for row in slots],
        "dates": [[row.start_date, row.end_date] for row in dates],
        "day_parts": facts.day_parts,
        "hours": facts.commitment_hours,
        "needs": [[need.languages, need.requirement_type, need.level] for need in facts.language_needs],
        "practice": facts.language_practice,
        "papers": None if facts.papers is None else [row.code for row in facts.papers],
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_plain)


def cards(found: Iterable[tuple[str, str]], language: str) -> list[Face]:
    """Faces of (public id, record), in that order; what is not shown any more is left out. One query.

    A record that is behind its listing or host (the index is a moment late, or another process is rebuilding it) is not
    drawn: such a listing is read from the database, in the queries of `listings_by_ids`.
    """
    records = {public_id: json.loads(record) if record else {} for public_id, record in found}
    rows = Opportunity.objects.shown().filter(public_id__in=list(records)).order_by()
    faces: dict[str, Face] = {}
    behind = []
    for public_id, status, hours, *modified in rows.values_list(*COLUMNS):
        if records[public_id].get("stamp") == _stamp(*modified):
            faces[public_id] = Card(public_id, records[public_id], language, status, hours)
        else:
            behind.append(public_id)
    if behind:
        faces |= {listing.public_id: listing for listing in listings_by_ids(behind, language, CARD_TEXTS)}
    return [faces[public_id] for public_id in records if public_id in faces]


def _stamp(modified: dt.datetime, host_modified: dt.datetime) -> str:
    return f"{SHAPE} {modified.timestamp()} {host_modified.timestamp()}"


def _plain(value: object) -> str:
    """What JSON has no word for; anything else put into a record is a mistake."""
    if isinstance(value, dt.datetime | dt.time | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a record")


def _wording(text: Written) -> tuple[str, str, str, str]:
    return (text.language, text.words, text.state, text.translator)


def _slot(weekdays: list[int], start: str, end: str | None, every_weeks: int, monthly_nth: int | None) -> Slot:
    return Slot(
        weekdays=tuple(weekdays),
        start=dt.time.fromisoformat(start),
        end=dt.time.fromisoformat(end) if end else None,
        every_weeks=every_weeks,
        monthly_nth=monthly_nth,
    )


def _moment(words: str) -> dt.datetime:
    return dt.datetime.fromisoformat(words)
