"""Cards from a record that lies beside the database: a page of results without reading twelve whole listings."""

import datetime as dt
import json
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any

from mosty.base.clock import now
from mosty.city.queries import city, districts_by_slug
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries.face import Face
from mosty.opportunities.queries.facts import date_slots, paper, series_slots
from mosty.opportunities.queries.listings import Listing
from mosty.opportunities.rules.sentences import Facts, LanguageNeed, Slot
from mosty.translations.rules import BestText, Wording, Written, best_text

DATES_KEPT = 12  # more than are said: some pass before the record is made again
PLAIN = (
    "kind",
    "attendance_mode",
    "schedule_type",
    "commitment_period",
    "minimum_duration",
    "interpretation_available",
)


class Card(Face):
    """The face of a listing as its record tells it; what changes with the host's answers comes from the database."""

    def __init__(self, public_id: str, record: str, language: str, status: str, response_hours: int | None) -> None:
        self.public_id = public_id
        self.language = language
        self.status = status
        self.response_hours = response_hours
        self._record: dict[str, Any] = json.loads(record)

    def _best(self, name: str) -> BestText:
        return best_text([Wording(*row) for row in self._record[name]], self.language)

    @cached_property
    def title(self) -> BestText:
        return self._best("title")

    @cached_property
    def host_name(self) -> BestText:
        return self._best("host")

    @cached_property
    def facts(self) -> Facts:
        """Those facts that a card tells; topics, ages and places left are not among them."""
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
            language_needs=tuple(
                LanguageNeed(tuple(languages), kind, level, tuple(purposes))
                for languages, kind, level, purposes in kept["needs"]
            ),
            team_languages=tuple(kept["team"]),
            language_practice=kept["practice"],
            papers=None if kept["papers"] is None else tuple(paper(*row) for row in kept["papers"]),
        )

    def _coming_dates(self) -> list[tuple[dt.datetime, dt.datetime | None]]:
        moment = now()
        dates = [(_moment(start), _moment(end) if end else None) for start, end in self._record["dates"]]
        return [(start, end) for start, end in dates if start >= moment]


def record_of(listing: Listing) -> str:
    """What `Card` needs of a listing, in every language; the listing must have been read with all its texts.

    What the city says (names of districts and papers) stays with the city.
    """
    facts, place = listing.facts, listing.opportunity.place
    slots = series_slots(listing.opportunity)
    dates = [] if slots else listing.coming_sessions[:DATES_KEPT]
    record: dict[str, Any] = {
        "title": [_wording(text) for text in listing.texts.rows("title")],
        "host": [_wording(text) for text in listing.host_texts.rows("name")],
        **{name: getattr(facts, name) for name in PLAIN},
        "district": place.district.slug if place and place.district else "",
        "slots": [[row.weekdays, row.start, row.end, row.every_weeks, row.monthly_nth] for row in slots],
        "dates": [[row.start_date, row.end_date] for row in dates],
        "day_parts": facts.day_parts,
        "hours": facts.commitment_hours,
        "needs": [[need.languages, need.requirement_type, need.level, need.purposes] for need in facts.language_needs],
        "team": facts.team_languages,
        "practice": facts.language_practice,
        "papers": None,
    }
    if facts.papers is not None:
        record["papers"] = [[row.code, row.paid_by, row.foreign_record_accepted] for row in facts.papers]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=str)


def cards(found: Iterable[tuple[str, str]], language: str) -> list[Card]:
    """Cards of (public id, record), in that order; one query, for what is shown still, and left out where it is not."""
    wanted = dict(found)
    rows = Opportunity.objects.shown().filter(public_id__in=list(wanted)).order_by()
    columns = ("public_id", "status", "organisation__response_time_median_hours")
    told = {public_id: (status, hours) for public_id, status, hours in rows.values_list(*columns)}
    return [
        Card(public_id, record, language, *told[public_id]) for public_id, record in wanted.items() if public_id in told
    ]


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
