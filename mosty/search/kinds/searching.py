"""One search: the query tree, matches in a stable order, distances, facet counts."""

import math
from collections.abc import Iterable

import tantivy
from tantivy import Occur, Order
from tantivy import Query as Q

from mosty.search.kinds.counting import Kept, Pair, counts, facets
from mosty.search.kinds.schema import OLDEST, SCHEMA, YOUNGEST
from mosty.search.rules.documents import LEVELS, NOT_STATED, Hit, Query, Result, kilometres
from mosty.search.rules.understand import Group, Way

IN_TITLE, IN_BODY = {"words": 1.25, "concepts": 1.0}, {"words": 1.0, "concepts": 0.75}
ALSO = 0.1  # what a second way to the same meaning adds
FIRST_RADIUS_KM, GROW = 1.0, 2.5
SPARE = 30
DEGREE_KM = 111.0


def run(searcher: tantivy.Searcher, query: Query, generation: str, kept: Kept) -> Result:
    """Everything one page of results needs, from one state of the index."""
    if query.needed is None:
        return Result((), 0, {name: {} for name in query.facets}, generation)
    words = _words(query)
    base = words + _ages(query)
    chosen = {name: _filter(name, values) for name, values in query.filters.items() if values}
    tree = Q.boolean_query(base + [(Occur.Must, part) for part in chosen.values()])
    if query.sort == "distance" and query.near:
        hits, total = _distance_hits(searcher, tree, query), _count(searcher, tree)
    else:
        hits, total = _ordered_hits(searcher, tree, query)
    return Result(tuple(hits), total, facets(searcher, base, chosen, query, kept, generation), generation)


# --- the tree -------------------------------------------------------------------------------------
def _words(query: Query) -> list[Pair]:
    if not query.groups:
        return [(Occur.Must, Q.all_query()), *_preferred(query)]
    parts = [_group(group) for group in query.groups]
    sets = query.needed or ()
    if not sets:
        return [(Occur.Must, Q.all_query()), *((Occur.Should, part) for part in parts), *_preferred(query)]
    always = frozenset.intersection(*sets)
    tree = [(Occur.Must if number in always else Occur.Should, part) for number, part in enumerate(parts)]
    rest = [numbers - always for numbers in sets]
    if all(rest):
        either = Q.boolean_query(
            [
                (
                    Occur.Should,
                    Q.boolean_query([(Occur.Must, _matching(query.groups[number])) for number in sorted(numbers)]),
                )
                for numbers in rest
            ]
        )
        tree.append((Occur.Must, Q.const_score_query(either, 0.0)))
    return tree + _preferred(query)


def _preferred(query: Query) -> list[Pair]:
    """What the query asks for beside its subject: moves listings up, and refuses those that state the opposite."""
    found: list[Pair] = []
    if query.prefers_no_local_language:
        found.append((Occur.Should, Q.const_score_query(_any("level", ["none"]), 2.0)))
        found.append((Occur.Must, Q.const_score_query(_any("level", ["none", NOT_STATED]), 0.0)))
    if query.prefers_age is not None:
        stated = _range("minimum_age", YOUNGEST + 1, query.prefers_age)
        found.append((Occur.Should, Q.const_score_query(stated, 2.0)))
        found.append((Occur.Must, Q.const_score_query(_range("minimum_age", YOUNGEST, query.prefers_age), 0.0)))
    return found


def _group(group: Group) -> Q:
    ways = [part for way in group.ways for part in _way(way, group.weight)]
    return ways[0] if len(ways) == 1 else Q.disjunction_max_query(ways, ALSO)


def _way(way: Way, weight: float) -> list[Q]:
    if way.field not in IN_TITLE:
        return [Q.const_score_query(_term(way.field, way.key), way.weight * weight)]
    title, body = ("title", "body") if way.field == "words" else ("title_concepts", "body_concepts")
    return [
        Q.const_score_query(_term(title, way.key), way.weight * weight * IN_TITLE[way.field]),
        Q.const_score_query(_term(body, way.key), way.weight * weight * IN_BODY[way.field]),
    ]


def _matching(group: Group) -> Q:
    names = {"words": ("title", "body"), "concepts": ("title_concepts", "body_concepts")}
    return Q.boolean_query(
        [(Occur.Should, _term(name, way.key)) for way in group.ways for name in names.get(way.field, (way.field,))]
    )


def _term(field: str, key: str) -> Q:
    return Q.term_query(SCHEMA, field, key, "basic")


def _any(field: str, values: Iterable[str]) -> Q:
    return Q.boolean_query([(Occur.Should, _term(field, value)) for value in values])


def _range(field: str, low: int, high: int) -> Q:
    return Q.range_query(SCHEMA, field, tantivy.FieldType.Integer, low, high)


def _filter(name: str, values: Iterable[str]) -> Q:
    """Listings with any of the values; of a level: those that need at most that, and those where nobody has said."""
    if name == "level":
        highest = max(LEVELS.index(value) for value in values)
        values = (*LEVELS[: highest + 1], NOT_STATED)
    return Q.const_score_query(_any(name, values), 0.0)


def _ages(query: Query) -> list[Pair]:
    if query.age is None:
        return []
    fits = [_range("minimum_age", YOUNGEST, query.age), _range("maximum_age", query.age, OLDEST)]
    return [(Occur.Must, Q.const_score_query(part, 0.0)) for part in fits]


# --- matches --------------------------------------------------------------------------------------
def _count(searcher: tantivy.Searcher, tree: Q) -> int:
    """How many match. Every listing has one level: adding those up takes a third of a search, which weighs each match."""
    return sum(counts(searcher, tree, ["level"])["level"].values())


def _tiers(tree: Q, query: Query) -> list[Q]:
    """With a level asked for, listings that state none follow after all that do."""
    if not query.filters.get("level"):
        return [tree]
    silent = Q.const_score_query(_term("level", NOT_STATED), 0.0)
    return [
        Q.boolean_query([(Occur.Must, tree), (Occur.MustNot, silent)]),
        Q.boolean_query([(Occur.Must, tree), (Occur.Must, silent)]),
    ]


def _ordered_hits(searcher: tantivy.Searcher, tree: Q, query: Query) -> tuple[list[Hit], int]:
    """One page and how many match in all. Counting rides along with the page: going through a large query once more
    costs as much as the page itself."""
    hits: list[Hit] = []
    total, offset, left = 0, query.offset, query.limit
    for tier in _tiers(tree, query):
        page, count = _page(searcher, tier, query, offset, left) if left else ([], _count(searcher, tier))
        hits += page
        total += count
        offset, left = max(0, offset - count), left - len(page)
    return hits, total


def _page(searcher: tantivy.Searcher, tree: Q, query: Query, offset: int, limit: int) -> tuple[list[Hit], int]:
    """One page in a stable order: by score or date, equal ones by date of posting, then id; and how many match."""
    end, wanted = offset + limit, offset + limit + SPARE
    while True:
        rows, count = _rows(searcher, tree, query, wanted)
        if len(rows) < wanted or rows[end - 1][0] != rows[-1][0]:
            break
        wanted *= 6  # the page ends inside a run of equal ones that is longer than what was read
    posted = _numbers(searcher, "by_posted", [address for _score, address in rows])
    order = sorted(zip(rows, posted, strict=True), key=lambda row: (-row[0][0], -row[1]))[offset:end]
    found = []
    for (score, address), _posted in order:
        distance = _distance(searcher, address, query.near) if query.near else None
        found.append(_hit(searcher, address, 0.0 if query.sort == "date" else float(score), distance))
    return found, count


def _hit(searcher: tantivy.Searcher, address: tantivy.DocAddress, score: float, distance: float | None) -> Hit:
    kept = searcher.doc(address)
    return Hit(kept["id"][0], score, distance, kept["card"][0].decode())


def _numbers(searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]) -> list[float]:
    """Values of a number field that every one of these listings has."""
    return [value for value in searcher.fast_field_values(field, addresses) if value is not None]


def _rows(
    searcher: tantivy.Searcher, tree: Q, query: Query, limit: int
) -> tuple[list[tuple[float, tantivy.DocAddress]], int]:
    sign = 1.0
    if query.sort == "date":
        found = searcher.search(tree, limit, True, order_by_field="by_start", order=Order.Asc)
        sign = -1.0
    elif not query.groups and not query.prefers_no_local_language and query.prefers_age is None:
        found = searcher.search(tree, limit, True, order_by_field="by_posted")
    else:
        found = searcher.search(tree, limit, True, weight_by_field="freshness")
    return [(sign * float(value), address) for value, address in found.hits], int(found.count)  # type: ignore[attr-defined]


# --- distance -------------------------------------------------------------------------------------
def _distance(searcher: tantivy.Searcher, address: tantivy.DocAddress, near: tuple[float, float]) -> float | None:
    latitude = searcher.fast_field_values("latitude", [address])[0]
    longitude = searcher.fast_field_values("longitude", [address])[0]
    return None if latitude is None or longitude is None else kilometres(near, (latitude, longitude))


def _distance_hits(searcher: tantivy.Searcher, tree: Q, query: Query) -> list[Hit]:
    """Nearest first by true distance; listings without a place follow in their usual order."""
    hits: list[Hit] = []
    offset, left = query.offset, query.limit
    for tier in _tiers(tree, query):
        placed = Q.boolean_query(
            [
                (Occur.Must, tree if tier is tree else tier),
                (Occur.Must, Q.const_score_query(Q.exists_query("latitude"), 0.0)),
            ]
        )
        count = _count(searcher, placed)
        if offset < count:
            page = _nearest(searcher, placed, query, count, offset, left)
            hits += page
            left -= len(page)
        offset = max(0, offset - count)
        if left > 0:
            nowhere = Q.boolean_query([(Occur.Must, tier), (Occur.MustNot, Q.exists_query("latitude"))])
            page, count = _page(searcher, nowhere, Query(groups=query.groups, sort="relevance"), offset, left)
            hits += page
            offset = max(0, offset - count)
            left -= len(page)
        if left <= 0:
            break
    return hits


def _nearest(searcher: tantivy.Searcher, placed: Q, query: Query, count: int, offset: int, limit: int) -> list[Hit]:
    """Boxes that grow until the circle inside holds the page: the box only gathers, the distance decides."""
    assert query.near is not None
    radius, end = FIRST_RADIUS_KM, min(offset + limit, count)
    while True:
        inside = Q.boolean_query([(Occur.Must, placed), *_box(query.near, radius)]) if radius < 5000 else placed
        addresses = (
            [address for _score, address in searcher.search(inside, count, False).hits]
            if _count(searcher, inside) >= end
            else []
        )
        latitudes, longitudes = (_numbers(searcher, name, addresses) for name in ("latitude", "longitude"))
        posted = _numbers(searcher, "by_posted", addresses)
        rows = [
            (round(kilometres(query.near, (lat, lon)), 6), -number, address)
            for lat, lon, number, address in zip(latitudes, longitudes, posted, addresses, strict=True)
        ]
        within = [row for row in rows if row[0] <= radius] if radius < 5000 else rows
        if len(within) >= end:
            break
        radius *= GROW
    ordered = sorted(within, key=lambda row: row[:2])[offset:end]
    return [_hit(searcher, address, 0.0, distance) for distance, _posted, address in ordered]


def _box(near: tuple[float, float], radius: float) -> list[Pair]:
    latitude, longitude = near
    high = radius / DEGREE_KM
    wide = radius / (DEGREE_KM * max(0.05, math.cos(math.radians(min(89.0, abs(latitude) + high)))))
    ranges = [
        Q.range_query(SCHEMA, name, tantivy.FieldType.Float, middle - reach, middle + reach)
        for name, middle, reach in (("latitude", latitude, high), ("longitude", longitude, wide))
    ]
    return [(Occur.Must, Q.const_score_query(part, 0.0)) for part in ranges]
