"""Reads of this room: what reading a table needs of the city, sources and runs for the desk, listings to compare
with.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from mosty.base.clock import today
from mosty.city.queries import city, districts, topics
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.organisations.models import Organisation
from mosty.partners.models import Provenance, Row, Run, Source
from mosty.partners.rules.columns import ALL_FIELDS, Column
from mosty.partners.rules.duplicates import Known, is_same_organisation
from mosty.partners.rules.reading import Knowledge
from mosty.partners.rules.reading_table import Reading, ReadRow, read_table
from mosty.partners.rules.reasons import sentence
from mosty.partners.rules.tables import Table
from mosty.partners.rules.words_places import District, Gazetteer
from mosty.partners.rules.words_topics import Vocabulary
from mosty.translations.queries import texts_of

WORDS_FILE = Path(__file__).parent / "data" / "topic_words.toml"


@lru_cache(maxsize=1)
def _own_words() -> dict[str, Any]:
    return tomllib.loads(WORDS_FILE.read_text(encoding="utf-8"))


def knowledge() -> Knowledge:
    """What reading a row needs: districts and topics of this city, our own shorthand, today in the city's zone."""
    here = city()
    names = [*here.names.values(), *(words.split()[-1] for words in here.where.values())]
    gazetteer = Gazetteer(
        tuple(
            District(
                district.slug,
                tuple(
                    dict.fromkeys(
                        name
                        for name in (*district.names.values(), *district.aliases, district.genitive, district.locative)
                        if name
                    )
                ),
                tuple(district.quarters),
            )
            for district in districts()
        ),
        tuple(dict.fromkeys(names)),
    )
    vocabularies: dict[str, Vocabulary] = {}
    for topic in topics():
        vocabulary = vocabularies.setdefault(topic.group, Vocabulary())
        for phrases in (
            topic.labels.values(),
            *topic.synonyms.values(),
            _own_words().get(topic.group, {}).get(topic.code, ()),
        ):
            for phrase in phrases:
                vocabulary.add(topic.code, phrase)
    return Knowledge(
        gazetteer, vocabularies, _own_words()["cause_of"], here.local_language, today(here.time_zone).isoformat()
    )


@dataclass
class Preview:
    """What the mapping page shows before anything is stored."""

    reading: Reading
    fields: tuple[str, ...] = ALL_FIELDS

    @property
    def columns(self) -> list[Column]:
        """Columns of the sheets that are read, each heading once."""
        found: dict[str, Column] = {}
        for layout in self.reading.layouts:
            if not layout.left_out or not self.reading.has_offers_sheet:
                for column in layout.columns:
                    found.setdefault(column.key, column)
        return list(found.values())

    @property
    def mapping(self) -> dict[str, str]:
        """The guess as a mapping that a person can change and send back."""
        return {column.key: column.field for column in self.columns}

    @property
    def taken(self) -> list[ReadRow]:
        return [row for row in self.reading.rows if not row.code]

    @property
    def refused(self) -> list[ReadRow]:
        return [row for row in self.reading.rows if row.code]

    @property
    def left_out(self) -> list[ReadRow]:
        return self.reading.left_out

    @property
    def flag_counts(self) -> list[tuple[str, int]]:
        """(flag code, how many rows), commonest first."""
        counts: Counter[str] = Counter()
        for row in self.taken:
            counts.update({flag.code for flag in row.draft.flags} if row.draft else ())
        return counts.most_common()


def preview(table: Table, mapping: Mapping[str, str] | None = None) -> Preview:
    """Read a table without storing anything."""
    return Preview(read_table(table, knowledge(), mapping))


def sources() -> QuerySet[Source]:
    return Source.objects.order_by("name")


def runs(source: Source | None = None) -> QuerySet[Run]:
    """Runs, newest first, without the tables themselves."""
    found = Run.objects.select_related("source").defer("table").order_by("-started_at", "-id")
    return found if source is None else found.filter(source=source)


def rows_of(run: Run) -> QuerySet[Row]:
    return run.rows.order_by("id")


def row_sentence(row: Row | ReadRow) -> str:
    """Why a row was not taken, in the reader's language."""
    return str(sentence(row.code)) if row.code else ""


def flag_sentences(flags: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """Flags of a row or a listing with their sentence: `{"code", "ref", "words", "sentence"}`."""
    return [{**flag, "sentence": str(sentence(flag.get("code", "")))} for flag in flags]


def provenance_of(opportunity: Opportunity) -> QuerySet[Provenance]:
    """The rows that stand behind a listing, the one that began it first."""
    return Provenance.objects.filter(opportunity=opportunity).select_related("source").order_by("is_merged", "id")


class Hosts:
    """Every host by name and website, read once per run; new ones are added as they come."""

    def __init__(self) -> None:
        self.all = list(
            Organisation.objects.order_by("id").only("id", "name", "website", "verification_status", "public_id")
        )

    def find(self, name: str, website: str) -> Organisation | None:
        """The host with this name first; else one that is the same under another spelling."""
        exact = [host for host in self.all if host.name == name]
        near = exact or [host for host in self.all if is_same_organisation(name, website, host.name, host.website)]
        return near[0] if near else None


class Listings:
    """Listings of a host as `Known`, read when first asked for and kept up to date during a run."""

    def __init__(self) -> None:
        self._by_host: dict[int, list[Known]] = {}

    def of(self, host: Organisation) -> list[Known]:
        if host.pk not in self._by_host:
            self._by_host[host.pk] = self._load(host)
        return self._by_host[host.pk]

    def forget(self, host: Organisation) -> None:
        self._by_host.pop(host.pk, None)

    def _load(self, host: Organisation) -> list[Known]:
        found = list(
            Opportunity.objects.filter(organisation=host)
            .exclude(status__in=[Opportunity.Status.CLOSED, Opportunity.Status.REJECTED])
            .select_related("place__district")
            .prefetch_related("topics", "provenances__source")
            .order_by("id")
        )
        texts = texts_of(SUBJECT, [opportunity.pk for opportunity in found])
        return [_known(opportunity, host, texts[opportunity.pk]) for opportunity in found]


def _known(opportunity: Opportunity, host: Organisation, texts: Any) -> Known:
    topic_codes: dict[str, set[str]] = {"activity": set(), "audience": set()}
    for topic in opportunity.topics.all():
        topic_codes.setdefault(topic.group, set()).add(topic.code)
    first = next((row for row in opportunity.provenances.all() if not row.is_merged), None)
    place = opportunity.place
    is_outside = bool(
        place and not place.district and any(flag.get("code") == "place_outside" for flag in opportunity.flags)
    )
    return Known(
        key=opportunity.pk,
        organisation=host.name,
        website=host.website,
        title=texts.original("title"),
        description=texts.original("description"),
        language=opportunity.source_language,
        activities=frozenset(topic_codes["activity"]),
        audiences=frozenset(topic_codes["audience"]),
        districts=frozenset({place.district.slug} if place and place.district else ()),
        is_outside=is_outside,
        has_own_id=bool(first and not first.item_id.startswith("row-")),
        source=first.source.pk if first else 0,
    )
