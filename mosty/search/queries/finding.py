"""A page of results with everything it shows."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mosty.opportunities.queries import Face, Listing, cards, listings_by_ids
from mosty.search import signals
from mosty.search.models import Waiting
from mosty.search.queries.helping import Reason, WayOn, reasons, ways_on
from mosty.search.queries.index import engine, meanings, reader, vocabulary
from mosty.search.queries.labels import (
    district_label,
    host_names,
    no_need_label,
    order_of,
    title_of,
    topic_label,
    value_label,
    years_label,
)
from mosty.search.rules.asking import FEW, NEAREST, closest, in_turn, query_for, those
from mosty.search.rules.documents import FACETS, LEVELS, NOT_STATED, Hit, IndexBroken, Result
from mosty.search.rules.understand import Understanding, understand
from mosty.search.rules.wish import Wish

PER_PAGE = 12  # six rows of two, or what a thumb scrolls through
MOST_HOSTS = 30
MOST_CHIPS, MOST_UNKNOWN = 12, 4
MANY = 300  # so many are looked at where filters will take most away
Answer = TypeVar("Answer")
Shown = TypeVar("Shown", Face, Listing)


@dataclass(frozen=True)
class FacetValue:
    """A value with its label in the reader's language and the number of listings one gets by choosing it."""

    value: str
    label: str
    count: int
    is_selected: bool


@dataclass(frozen=True)
class Facet:
    """A filter as the page shows it; values without a listing are left out unless chosen."""

    name: str
    title: str
    values: tuple[FacetValue, ...]

    @property
    def is_open(self) -> bool:
        return any(row.is_selected for row in self.values)


@dataclass(frozen=True)
class Chip:
    """A chosen filter that can be taken away; `is_unknown`: nothing is known by this value."""

    name: str
    value: str
    label: str
    is_unknown: bool = False


@dataclass(frozen=True)
class Page(Generic[Shown]):
    """One page of results, as cards or as whole listings.

    `understood`: what the words were read as, in the reader's language. `suggestion`: the query with its typos
    mended, or "".
    `nearest`: where little or nothing answers the query as a whole, what comes closest (not counted in `total`).
    `distances`: public id → kilometres, where a point was given. `reasons`: public id → why a listing is here although it says
    it in other words. `ways_on`: where nothing was found, what would find something. `in_meaning`: public ids of what is
    among `nearest` although it answers none of the words in any language.
    """

    listings: list[Shown]
    total: int
    number: int
    per_page: int
    facets: list[Facet]
    chips: list[Chip]
    understood: str
    suggestion: str
    nearest: list[Shown]
    distances: dict[str, float]
    sort: str
    reasons: dict[str, list[Reason]]
    ways_on: list[WayOn]
    in_meaning: frozenset[str]

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def has_unknown(self) -> bool:
        return any(chip.is_unknown for chip in self.chips)

    @property
    def shown_chips(self) -> list[Chip]:
        """The first ones; each has a link that repeats the whole address."""
        return self.chips[:MOST_CHIPS]

    @property
    def more_chips(self) -> int:
        return max(0, len(self.chips) - MOST_CHIPS)


def find_cards(wish: Wish, language: str, per_page: int = PER_PAGE, *, is_helped: bool = True) -> Page[Face]:
    """The results of a search as cards for a reader of `language`; the words of a card come with the hit. `is_helped`: with what
    only helps a person along (`nearest`, `reasons`, `ways_on`).

    What waits to be indexed is indexed first, so that a change is found at once. An unknown value matches nothing.
    """
    return _page(
        wish,
        language,
        per_page,
        lambda hits: cards([(hit.id, hit.card) for hit in hits], language),
        is_for_people=is_helped,
    )


def find(wish: Wish, language: str, per_page: int = PER_PAGE, fields: Collection[str] = ()) -> Page[Listing]:
    """As `find_cards`, with whole listings and without what only helps a person along (`nearest`, `reasons`, `ways_on`).
    `fields`: the texts that will be shown, where not all are."""
    return _page(wish, language, per_page, lambda hits: listings_by_ids([hit.id for hit in hits], language, fields))


def _page(
    wish: Wish,
    language: str,
    per_page: int,
    shown: Callable[[Sequence[Hit]], list[Shown]],
    *,
    is_for_people: bool = False,
) -> Page[Shown]:
    _catch_up()
    read, result = _mended(lambda: _search(wish, per_page))
    close: tuple[list[Hit], frozenset[str]] = ([], frozenset())
    if is_for_people:
        close = _mended(lambda: _nearest(wish, read, result))
    nearest: list[Shown] = shown(close[0]) if close[0] else []
    found: list[Shown] = shown(result.hits) if result.hits else []
    return Page(
        listings=found,
        total=result.total,
        number=wish.page,
        per_page=per_page,
        facets=_facets(wish, result, language),
        chips=_chips(wish, language),
        understood=_understood(read, language),
        suggestion=_suggestion(wish, read),
        nearest=nearest,
        distances={hit.id: hit.distance_km for hit in result.hits if hit.distance_km is not None},
        sort=wish.order,
        reasons=reasons([*found, *nearest], read, language) if is_for_people else {},
        ways_on=ways_on(wish, read, language) if is_for_people and not result.total else [],
        in_meaning=close[1],
    )


def how_many() -> int:
    """How many listings the public may read; counted by the index, which keeps the number, not by the database."""
    _catch_up()
    return _mended(engine().size)


def _catch_up() -> None:
    if Waiting.objects.exists():
        signals.found_behind.send(Wish, is_broken=False)


def _mended(ask: Callable[[], Answer]) -> Answer:
    """The answer; a missing or damaged index is built first, by itself."""
    try:
        return ask()
    except IndexBroken:
        signals.found_behind.send(Wish, is_broken=True)
        return ask()


def _search(wish: Wish, per_page: int) -> tuple[Understanding, Result]:
    read = understand(wish.q, reader()) if wish.q else Understanding()
    return read, engine().search(query_for(wish, read, per_page))


def _nearest(wish: Wish, read: Understanding, result: Result) -> tuple[list[Hit], frozenset[str]]:
    """What comes closest to a query that little or nothing answers, and which of it is only near in meaning (where the city
    compares meanings)."""
    if result.total >= FEW or wish.page != 1 or wish.unknown or not wish.q:
        return [], frozenset()
    query = query_for(wish, read, NEAREST + FEW)
    parts = engine().search(closest(query, read, NEAREST + FEW)).hits if read.groups or read.wider else ()
    compared = meanings()
    is_narrowed = bool(wish.filters) or wish.age is not None or read.wants_no_local_language or read.age is not None
    near = compared.near(wish.q, MANY if is_narrowed else NEAREST + FEW) if compared is not None else []
    alike = engine().search(those(query, near)).hits if near else ()
    worded = engine().search(those(query, near, of=read.groups)).hits if near and read.groups else ()
    hits = {hit.id: hit for hit in (*alike, *parts)}
    order = in_turn([hit.id for hit in alike], [hit.id for hit in parts], {hit.id for hit in result.hits})
    return [hits[one] for one in order], frozenset(hit.id for hit in alike) - {hit.id for hit in worded}


# --- what the page shows --------------------------------------------------------------------------
def _facets(wish: Wish, result: Result, language: str) -> list[Facet]:
    return [_facet(name, wish.filters.get(name, ()), dict(result.facets.get(name, {})), language) for name in FACETS]


def _facet(name: str, chosen: Iterable[str], counts: dict[str, int], language: str) -> Facet:
    if name == "level":
        counts = _at_most(counts)
    if name == "paper":
        counts = {"none": counts["none"]} if "none" in counts else {}
    values = [*counts, *(value for value in chosen if value not in counts)]
    if name == "organisation":
        values = sorted(values, key=lambda value: (value not in chosen, -counts.get(value, 0), value))[:MOST_HOSTS]
    else:
        values = sorted(values, key=order_of(name))
    names = host_names(values, language) if name == "organisation" else {}
    rows = [
        FacetValue(value, names.get(value) or value_label(name, value, language), counts.get(value, 0), value in chosen)
        for value in values
    ]
    return Facet(name, title_of(name), tuple(rows))


def _at_most(counts: dict[str, int]) -> dict[str, int]:
    """Per level of the reader, what needs at most that, and what does not say."""
    silent, below = counts.get(NOT_STATED, 0), 0
    found = {}
    for level in LEVELS:
        below += counts.get(level, 0)
        found[level] = below + silent
    return {level: count for level, count in found.items() if count}


def _chips(wish: Wish, language: str) -> list[Chip]:
    names = host_names(wish.filters.get("organisation", ()), language)
    chips = [
        Chip(name, value, names.get(value) or value_label(name, value, language))
        for name, values in wish.filters.items()
        for value in values
    ]
    if wish.age is not None:
        chips.append(Chip("age", str(wish.age), years_label(wish.age)))
    unknown = [Chip(name, value, value, is_unknown=True) for name, value in wish.unknown]
    return [*unknown[:MOST_UNKNOWN], *chips, *unknown[MOST_UNKNOWN:]]


def _understood(read: Understanding, language: str) -> str:
    """Subjects, places and conditions the words were read as, for the reader to check; topics before everyday
    words."""
    names = vocabulary().names
    topics = [concept for concept in read.concepts if not concept.startswith("word:")]
    shown = [topic_label(names.get(concept, {}), language) for concept in topics or read.concepts]
    shown += [district_label(slug, language) for slug in sorted(read.districts)]
    if read.age is not None:
        shown.append(years_label(read.age))
    if read.wants_no_local_language:
        shown.append(no_need_label(language))
    return ", ".join(dict.fromkeys(label for label in shown if label))


def _suggestion(wish: Wish, read: Understanding) -> str:
    text = wish.q
    for typed, key in read.corrected:
        instead = vocabulary().spelled(key)
        if instead:
            text = _replaced(text, typed, instead)
    return text if text.casefold() != wish.q.casefold() else ""


def _replaced(text: str, typed: str, instead: str) -> str:
    return " ".join(instead if word.casefold().strip(".,!?;:") == typed else word for word in text.split())
