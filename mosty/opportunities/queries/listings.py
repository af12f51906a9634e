"""Listings as pages, feeds and posts read them: a constant number of queries, whatever the number of listings."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from mosty.base.clock import now
from mosty.city.models import Topic
from mosty.city.queries import reference
from mosty.opportunities.models import (
    SUBJECT,
    TEMPLATE_SUBJECT,
    LanguageRequirement,
    Opportunity,
    Session,
    Template,
)
from mosty.opportunities.queries.face import Face
from mosty.opportunities.queries.facts import facts_of
from mosty.opportunities.rules import sentences
from mosty.opportunities.rules.sentences import Facts
from mosty.organisations.models import SUBJECT as ORGANISATION
from mosty.organisations.models import Organisation
from mosty.translations.queries import Texts, texts_for, texts_of
from mosty.translations.rules import BestText, Use

CARD_TEXTS = ("title",)


class Listing(Face):
    """An opportunity as one reader sees it: chosen words, sentences from the fields, topics by group.

    Built by `listings`; reading any property asks the database nothing more.
    """

    def __init__(
        self, opportunity: Opportunity, language: str, texts: Texts, host_texts: Texts, topics: list[Topic]
    ) -> None:
        self.public_id = opportunity.public_id
        self.status = opportunity.status
        self.response_hours = opportunity.organisation.response_time_median_hours
        self.opportunity = opportunity
        self._topics = topics
        self.language = language
        self.texts = texts
        self.host_texts = host_texts

    def read_in(self, language: str) -> "Listing":
        """The same listing for a reader of another language; nothing is read again."""
        return Listing(self.opportunity, language, self.texts, self.host_texts, self._topics)

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
        return self.texts.best("description", self.language, Use.LONG)

    @cached_property
    def plain_description(self) -> BestText:
        """For machines, where nothing can be crossed out: no translation with times that are no longer true."""
        return self.texts.best("description", self.language)

    @cached_property
    def specifics(self) -> BestText:
        return self.texts.best("specifics", self.language, Use.SAFE)

    @cached_property
    def responsibilities(self) -> BestText:
        return self.texts.best("responsibilities", self.language, Use.LONG)

    @cached_property
    def easy(self) -> BestText:
        """The description in easy language, where the host wrote one."""
        return self.texts.best("easy_language_text", self.language, Use.LONG)

    @cached_property
    def responsibility_items(self) -> list[str]:
        return [line.strip() for line in self.responsibilities.words.splitlines() if line.strip()]

    @cached_property
    def host_name(self) -> BestText:
        return self.host_texts.best("name", self.language)

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
        return facts_of(self.opportunity, self.topics, self.coming_sessions)

    @property
    def _facts(self) -> Facts:
        return self.facts

    @cached_property
    def what(self) -> str:
        return sentences.what(self.facts, self.language)

    @cached_property
    def sentence(self) -> str:
        return sentences.one_line(self.what, self.where, self.when, self.need, self.papers)

    @cached_property
    def in_short(self) -> list[tuple[str, str]]:
        """(code, plain sentence) in the fixed order: what, where, when … the part that needs no translator."""
        return sentences.facts_list(self.facts, self.language)


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

    `fields`: the texts that will be shown, where not all are (`CARD_TEXTS`).
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
    found = listings(for_reading(Opportunity.objects.filter(pk__in=pks)), language, CARD_TEXTS)
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


def shown_hosts() -> QuerySet[Organisation]:
    """Hosts whose page the public may see: checked by the city, or with a listing that was published once. One that has
    only introduced itself could be anybody."""
    once_published = Opportunity.objects.filter(organisation=OuterRef("pk"), published_at__isnull=False)
    is_known = Q(verification_status=Organisation.Verification.VERIFIED) | Q(Exists(once_published))
    return Organisation.objects.shown().filter(is_known)


def counts_by_district() -> dict[int, int]:
    """How many shown listings each district has, by district id."""
    rows = Opportunity.objects.shown().filter(place__district__isnull=False).order_by()
    return dict(rows.values_list("place__district").annotate(count=Count("pk")))


def template_titles(language: str) -> list[tuple[Template, BestText]]:
    """Templates with their titles for a reader, in order; two queries."""
    templates = list(Template.objects.all())
    texts = texts_of(TEMPLATE_SUBJECT, [template.pk for template in templates])
    return [(template, texts[template.pk].best("title", language)) for template in templates]
