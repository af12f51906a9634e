"""Listings as pages, feeds and posts read them: a constant number of queries, whatever the number of listings."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.text import slugify

from mosty.base.clock import now
from mosty.city.models import Topic
from mosty.city.queries import city, reference, topics_by_code
from mosty.opportunities.models import (
    SUBJECT,
    TEMPLATE_SUBJECT,
    LanguageRequirement,
    Opportunity,
    PaperRequirement,
    Series,
    Session,
    Template,
)
from mosty.opportunities.rules import sentences
from mosty.opportunities.rules.sentences import Facts, LanguageNeed, Paper, Slot
from mosty.organisations.models import SUBJECT as ORGANISATION
from mosty.organisations.models import Organisation
from mosty.translations.queries import Texts, texts_for, texts_of
from mosty.translations.rules import BestText

CARD = ("title",)


class Listing:
    """An opportunity as one reader sees it: chosen words, sentences from the fields, topics by group.

    Built by `listings`; reading any property asks the database nothing more.
    """

    def __init__(
        self, opportunity: Opportunity, language: str, texts: Texts, host_texts: Texts, topics: list[Topic]
    ) -> None:
        self.opportunity = opportunity
        self._topics = topics
        self.language = language
        self.texts = texts
        self.host_texts = host_texts

    def read_in(self, language: str) -> "Listing":
        """The same listing for a reader of another language; nothing is read again."""
        return Listing(self.opportunity, language, self.texts, self.host_texts, self._topics)

    @property
    def public_id(self) -> str:
        return self.opportunity.public_id

    @property
    def organisation(self) -> Organisation:
        return self.opportunity.organisation

    @cached_property
    def title(self) -> BestText:
        return self.texts.best("title", self.language)

    @property
    def title_words(self) -> str:
        return self.title.words

    @cached_property
    def summary(self) -> BestText:
        return self.texts.best("summary", self.language)

    @cached_property
    def description(self) -> BestText:
        return self.texts.best("description", self.language)

    @cached_property
    def specifics(self) -> BestText:
        return self.texts.best("specifics", self.language)

    @cached_property
    def responsibilities(self) -> BestText:
        return self.texts.best("responsibilities", self.language)

    @cached_property
    def responsibility_items(self) -> list[str]:
        return [line.strip() for line in self.responsibilities.words.splitlines() if line.strip()]

    @cached_property
    def host_name(self) -> BestText:
        return self.host_texts.best("name", self.language)

    @cached_property
    def slug(self) -> str:
        """The title in the reader's language as it stands in the address; letters of any script are kept."""
        return slugify(self.title.words, allow_unicode=True)[:60].strip("-") or "x"

    @property
    def address_key(self) -> str:
        return f"{self.public_id}-{self.slug}"

    @cached_property
    def topics(self) -> dict[str, list[Topic]]:
        found: dict[str, list[Topic]] = {"cause": [], "activity": [], "audience": [], "reward": []}
        for topic in sorted(self._topics, key=lambda topic: topic.position):
            found[topic.group].append(topic)
        return found

    @cached_property
    def language_needs(self) -> list[LanguageRequirement]:
        return list(self.opportunity.language_requirements.all())

    @cached_property
    def coming_sessions(self) -> list[Session]:
        """Dates from now on that take place, soonest first."""
        moment = now()
        return [
            session
            for session in self.opportunity.sessions.all()
            if session.start_date >= moment and session.event_status == Session.EventStatus.SCHEDULED
        ]

    @cached_property
    def next_session(self) -> Session | None:
        return self.coming_sessions[0] if self.coming_sessions else None

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self)

    @cached_property
    def what(self) -> str:
        return sentences.what(self.facts, self.language)

    @cached_property
    def when(self) -> str:
        return sentences.when(self.facts, self.language)

    @cached_property
    def where(self) -> str:
        return sentences.where(self.facts, self.language)

    @cached_property
    def need(self) -> str:
        return sentences.need(self.facts, self.language)

    @cached_property
    def papers(self) -> str:
        return sentences.papers(self.facts, self.language)

    @cached_property
    def sentence(self) -> str:
        return sentences.sentence(self.facts, self.language)

    @cached_property
    def in_short(self) -> list[tuple[str, str]]:
        """(code, plain sentence) in the fixed order: what, where, when … the part that needs no translator."""
        return sentences.facts_list(self.facts, self.language)

    @cached_property
    def local_need(self) -> LanguageRequirement | None:
        """The need that concerns the local language, if one is stated."""
        local = city().local_language
        needs = [need for need in self.language_needs if local in need.languages]
        needs.sort(key=lambda need: need.requirement_type != LanguageRequirement.Type.REQUIRED)
        return needs[0] if needs else None

    @cached_property
    def local_level(self) -> str:
        """The level of the local language that one needs at least: a CEFR code, "none", or "" where nobody has said.

        A need that another language satisfies ("Czech or English") and a helpful or practised language need "none".
        """
        if not self.language_needs:
            return ""
        required = [
            need
            for need in self.language_needs
            if need.requirement_type == LanguageRequirement.Type.REQUIRED and need.languages == [city().local_language]
        ]
        if not required:
            return "none"
        return max((need.minimum_level for need in required), key=LanguageRequirement.ORDER.index)


def for_reading(opportunities: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """Everything a `Listing` reads, in a fixed number of queries; pass the rows on to `listings`.

    Topics and districts are not read here: every process keeps them (`city.queries.reference`).
    """
    return opportunities.select_related("organisation", "place").prefetch_related(
        "language_requirements",
        "paper_requirements",
        "series",
        Prefetch("sessions", queryset=Session.objects.filter(start_date__gte=now())),
    )


def listings(opportunities: Iterable[Opportunity], language: str, fields: Collection[str] = ()) -> list[Listing]:
    """Wrap opportunities for a reader, in the given order. Pass a queryset through `for_reading` first.

    `fields`: the texts that will be shown, where not all are (`CARD`).
    """
    rows = list(opportunities)
    _give_districts(rows)
    pks, host_pks = [row.pk for row in rows], {row.organisation_id for row in rows}
    if fields:
        found = texts_for(language, {SUBJECT: (pks, fields), ORGANISATION: (host_pks, ("name",))})
        texts, hosts = found[SUBJECT], found[ORGANISATION]
    else:
        texts, hosts = texts_of(SUBJECT, pks), texts_of(ORGANISATION, host_pks, ("name",))
    topics = _topics_of(pks)
    return [Listing(row, language, texts[row.pk], hosts[row.organisation_id], topics[row.pk]) for row in rows]


def _topics_of(pks: list[int]) -> dict[int, list[Topic]]:
    known = dict(reference().topics_by_pk)
    found: dict[int, list[Topic]] = {pk: [] for pk in pks}
    tags = Opportunity.topics.through.objects.filter(opportunity_id__in=pks)
    pairs = list(tags.values_list("opportunity_id", "topic_id"))
    if strange := {topic for _opportunity, topic in pairs} - known.keys():  # loaded since this process read its own
        known |= Topic.objects.in_bulk(strange)
    for opportunity, topic in pairs:
        found[opportunity].append(known[topic])
    return found


def _give_districts(rows: Iterable[Opportunity]) -> None:
    known = reference().districts_by_pk
    for row in rows:
        for holder in (row.organisation, row.place):
            district = known.get(holder.district_id or 0) if holder is not None else None
            if holder is not None and district is not None:
                holder.district = district


def listings_by_ids(public_ids: Sequence[str], language: str, fields: Collection[str] = ()) -> list[Listing]:
    """Shown listings in the order of the ids; ids that are gone are left out. `fields` as for `listings`."""
    asked = [public_id for public_id in public_ids if public_id.isalnum()]  # PostgreSQL refuses some signs
    found = for_reading(Opportunity.objects.shown().filter(public_id__in=asked))
    by_id = {listing.public_id: listing for listing in listings(found, language, fields)}
    return [by_id[public_id] for public_id in public_ids if public_id in by_id]


def listing(opportunity: Opportunity, language: str) -> Listing:
    """One opportunity for one reader."""
    rows = for_reading(Opportunity.objects.filter(pk=opportunity.pk))
    return listings(rows, language)[0]


def similar(listing: Listing, limit: int = 3) -> list[Listing]:
    """Other shown listings with a shared activity, near first, newest next."""
    activities = [topic.pk for topic in listing.topics["activity"]]
    district = listing.opportunity.place.district_id if listing.opportunity.place else None
    sharing = Opportunity.topics.through.objects.filter(topic__in=activities).values("opportunity_id")
    rows = (
        Opportunity.objects.shown()
        .filter(pk__in=sharing, kind=listing.opportunity.kind)
        .exclude(pk=listing.opportunity.pk)
        .order_by("-id")
        .values_list("pk", "place__district")[:30]
    )
    ordered = sorted(rows, key=lambda row: (row[1] is None or row[1] != district, -row[0]))
    return listings_by_pks([pk for pk, _district in ordered[:limit]], listing.language)


def newest(kind: str, limit: int) -> list[int]:
    """Keys of the published listings of a kind, newest first; for `listings_by_pks`."""
    rows = Opportunity.objects.published().filter(kind=kind).order_by("-published_at", "-id")
    return list(rows.values_list("pk", flat=True)[:limit])


def listings_by_pks(pks: Sequence[int], language: str) -> list[Listing]:
    """Cards in the order of the keys."""
    found = listings(for_reading(Opportunity.objects.filter(pk__in=pks)), language, CARD)
    return sorted(found, key=lambda listing: pks.index(listing.opportunity.pk))


def look_alikes(listing: Listing, limit: int = 5) -> list[Listing]:
    """Listings that may be the same: same host or same activity and district, with a title that shares most of its words."""
    place = listing.opportunity.place
    same_host = Q(organisation=listing.opportunity.organisation)
    activities = [topic.pk for topic in listing.topics["activity"]]
    near = Q(topics__in=activities, place__district=place.district) if place and place.district else Q(pk__in=[])
    rows = for_reading(Opportunity.objects.filter(same_host | near).exclude(pk=listing.opportunity.pk).distinct())
    mine = set(listing.texts.original("title").casefold().split())
    found = []
    for other in listings(rows.order_by("-id")[:60], listing.language):
        theirs = set(other.texts.original("title").casefold().split())
        share = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
        if share >= 0.5:
            found.append((share, other))
    found.sort(key=lambda pair: -pair[0])
    return [other for _share, other in found[:limit]]


def facts_of(listing: Listing) -> Facts:
    """The structured fields in the shape the sentences take."""
    opportunity = listing.opportunity
    place = opportunity.place
    district = place.district if place else None
    return Facts(
        kind=opportunity.kind,
        activities=_tables(listing.topics["activity"]),
        audiences=_tables(listing.topics["audience"]),
        causes=_tables(listing.topics["cause"]),
        rewards=_tables(listing.topics["reward"]),
        district_where=district.where if district else None,
        district_name=district.names if district else None,
        city_where=city().where,
        attendance_mode=opportunity.attendance_mode,
        schedule_type=opportunity.schedule_type,
        slots=_slots(listing),
        day_parts=tuple(opportunity.day_parts),
        commitment_hours=opportunity.commitment_hours,
        commitment_period=opportunity.commitment_period,
        minimum_duration=opportunity.minimum_duration,
        language_needs=tuple(
            LanguageNeed(tuple(need.languages), need.requirement_type, need.minimum_level, tuple(need.purpose))
            for need in listing.language_needs
        ),
        local_language=city().local_language,
        team_languages=tuple(opportunity.team_languages),
        interpretation_available=opportunity.interpretation_available,
        language_practice=opportunity.has_language_practice,
        papers=_papers(opportunity.paper_requirements.all()) if opportunity.are_papers_stated else None,
        minimum_age=opportunity.minimum_age,
        maximum_age=opportunity.maximum_age,
        places_left=opportunity.remaining_capacity,
        maximum_capacity=opportunity.maximum_capacity,
        suits=tuple(opportunity.suits),
    )


def _tables(topics: Iterable[Topic]) -> tuple[dict[str, object], ...]:
    return tuple({"code": topic.code, "labels": topic.labels, **topic.grammar} for topic in topics)


def _papers(rows: Iterable[PaperRequirement]) -> tuple[Paper, ...]:
    labels = topics_by_code("paper")
    return tuple(
        Paper(
            code=row.code,
            paid_by=row.paid_by,
            foreign_record_accepted=row.is_foreign_record_accepted,
            label=labels[row.code].labels if row.code in labels else {},
        )
        for row in rows
    )


def _slots(listing: Listing) -> tuple[Slot, ...]:
    series = list(listing.opportunity.series.all())
    if series:
        return tuple(slot_of(row) for row in series)
    zone = city().time_zone
    found = []
    for session in listing.coming_sessions[:3]:
        start = session.start_date.astimezone(zone)
        end = session.end_date.astimezone(zone).time() if session.end_date else None
        found.append(Slot(weekdays=(start.weekday(),), start=start.time(), end=end, on=start.date()))
    return tuple(found)


def slot_of(series: Series) -> Slot:
    """A series as the sentences say it: weekdays, time, every how many weeks, which week of the month."""
    zone = ZoneInfo(series.schedule_timezone)
    rule = rrulestr(
        series.rrule, dtstart=dt.datetime.combine(series.start_on, series.start_time, zone).replace(tzinfo=None)
    )
    monthly = rule._bynweekday or ()  # the library keeps "first Saturday" only here
    weekdays = tuple(sorted({day for day, _nth in monthly})) or tuple(rule._byweekday or (series.start_on.weekday(),))
    is_monthly = "MONTHLY" in series.rrule
    return Slot(
        weekdays=weekdays,
        start=series.start_time,
        end=series.end_time,
        every_weeks=rule._interval if "WEEKLY" in series.rrule else 1,
        monthly_nth=(monthly[0][1] if monthly else 0) if is_monthly else None,
    )


def counts_by_district() -> dict[int, int]:
    """How many shown listings each district has, by district id."""
    rows = Opportunity.objects.shown().filter(place__district__isnull=False).order_by()
    return dict(rows.values_list("place__district").annotate(count=Count("pk")))


def template_titles(language: str) -> list[tuple[Template, BestText]]:
    """Templates with their titles for a reader, in order; two queries."""
    templates = list(Template.objects.all())
    texts = texts_of(TEMPLATE_SUBJECT, [template.pk for template in templates])
    return [(template, texts[template.pk].best("title", language)) for template in templates]
