"""Listings as the index takes them: a constant number of queries per batch."""

from collections.abc import Iterable, Iterator, Sequence

from mosty.city.queries import city
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import Listing, for_reading, listings, record_of
from mosty.search.queries.index import vocabulary
from mosty.search.rules.documents import Document
from mosty.search.rules.prepare import prepare
from mosty.search.rules.vocabulary import Vocabulary

BATCH = 200
TITLE_FIELDS = ("title",)
BODY_FIELDS = ("summary", "description", "responsibilities", "specifics", "easy_language_text")
PRACTICE = "language_practice"
TOPIC_GROUPS = ("cause", "activity", "audience", "reward")
PARTS = ("Morning", "Afternoon", "Evening")


def documents_of(public_ids: Sequence[str]) -> Iterator[Document]:
    """Documents of those of these listings that the public may see; read when the first is asked for."""
    rows = for_reading(Opportunity.objects.shown().filter(public_id__in=public_ids))
    words = vocabulary()
    yield from (_document(listing, words) for listing in listings(rows, city().default_language))


def passages_of(public_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Title and whole text in the original language of those of these listings that the public may see."""
    rows = for_reading(Opportunity.objects.shown().filter(public_id__in=public_ids))
    found = {}
    for listing in listings(rows, city().default_language):
        title = listing.texts.original("title")
        rest = [listing.texts.original(name) for name in ("summary", "description")]
        found[listing.opportunity.public_id] = (title, ". ".join(part for part in (title, *rest) if part))
    return found


def all_documents() -> Iterator[Document]:
    """Documents of every listing that the public may see, a batch at a time."""
    public_ids = list(Opportunity.objects.shown().order_by("pk").values_list("public_id", flat=True))
    for start in range(0, len(public_ids), BATCH):
        yield from documents_of(public_ids[start : start + BATCH])


def _document(listing: Listing, words: Vocabulary) -> Document:
    row = listing.opportunity
    declared = [f"{group}:{topic.code}" for group in TOPIC_GROUPS for topic in listing.topics[group]]
    ready = prepare(_texts(listing), words, declared, _told(row))
    place = row.place
    return Document(
        id=row.public_id,
        title_keys=ready.title_keys,
        body_keys=ready.body_keys,
        title_concepts=ready.title_concepts,
        body_concepts=ready.body_concepts,
        facets=_facets(listing),
        level=listing.local_level,
        minimum_age=row.minimum_age,
        maximum_age=row.maximum_age,
        posted_on=row.date_posted,
        starts_at=listing.next_session.start_date if listing.next_session else None,
        latitude=_coordinate(place, "latitude"),
        longitude=_coordinate(place, "longitude"),
        card=record_of(listing),
    )


def _coordinate(place: object, name: str) -> float | None:
    """The place's own point; for one the public may not see exactly, the middle of its district."""
    if place is None:
        return None
    own = getattr(place, name)
    district = getattr(place, "district", None)
    is_open = getattr(place, "exactness", "") not in ("area", "hidden_until_accepted")
    value = own if own is not None and is_open else getattr(district, name, None)
    return None if value is None else float(value)


def _texts(listing: Listing) -> Iterable[tuple[str, str, str]]:
    """(language, title, everything else) for every language the listing has words in; the host's name with each."""
    title: dict[str, list[str]] = {}
    body: dict[str, list[str]] = {}
    for text in listing.texts.all_rows():
        if text.field in TITLE_FIELDS:
            title.setdefault(text.language, []).append(text.words)
        elif text.field in BODY_FIELDS:
            body.setdefault(text.language, []).append(text.words)
    for text in listing.host_texts.rows("name"):
        body.setdefault(text.language, []).append(text.words)
    place = listing.opportunity.place
    if place is not None:
        body.setdefault(city().local_language, []).append(place.public_line())
    languages = dict.fromkeys([*title, *body])
    return [(language, "\n".join(title.get(language, [])), "\n".join(body.get(language, []))) for language in languages]


def _told(row: Opportunity) -> set[str]:
    """Concepts that the fields state: days and parts of the day, online, once."""
    told = set()
    for code in row.day_parts:
        for part in PARTS:
            if code.endswith(part):
                day = code.removesuffix(part)
                told |= {f"word:{day.lower()}", f"word:{part.lower()}"} | (
                    {"word:weekend"} if day in ("Saturday", "Sunday") else set()
                )
    if row.attendance_mode in ("online", "mixed"):
        told.add("word:online")
    if row.commitment_period == "once":
        told.add("word:once")
    return told


def _rewards(listing: Listing) -> tuple[str, ...]:
    """Those the host ticked; practice of the local language also where only the language step says so."""
    codes = [topic.code for topic in listing.topics["reward"]]
    needs = listing.facts.language_needs
    is_practised = listing.facts.language_practice or any(row.requirement_type == "practised_here" for row in needs)
    return tuple(dict.fromkeys([*codes, *([PRACTICE] if is_practised else [])]))


def _facets(listing: Listing) -> dict[str, tuple[str, ...]]:
    row = listing.opportunity
    place = row.place
    modes = ("offline", "online") if row.attendance_mode == "mixed" else (row.attendance_mode,)
    papers: tuple[str, ...] = ()
    if row.are_papers_stated:
        papers = tuple(paper.code for paper in row.paper_requirements.all()) or ("none",)
    return {
        "kind": (row.kind,),
        **{group: tuple(topic.code for topic in listing.topics[group]) for group in TOPIC_GROUPS},
        "reward": _rewards(listing),
        "district": (place.district.slug,) if place and place.district else (),
        "language": tuple(row.team_languages),
        "day_part": tuple(row.day_parts),
        "commitment": (row.commitment_period,) if row.commitment_period else (),
        "mode": modes,
        "paper": papers,
        "suits": tuple(row.suits),
        "organisation": (row.organisation.public_id,),
    }
