"""How many listings each value of a filter would leave, and what is remembered of it while the index stays as it is."""

import threading
from collections.abc import Hashable, Mapping
from dataclasses import fields

import tantivy
from tantivy import Occur
from tantivy import Query as Q

from mosty.search.rules.documents import Query

MOST_VALUES = 1000
MOST_KEPT = 100
HARMLESS = ("sort", "offset", "limit", "near", "facets")  # fields of a query that keep no listing out
Pair = tuple[Occur, Q]
Counts = dict[str, dict[str, int]]


class Kept:
    """The counts asked for last, of one state of the index, by what keeps listings out. Safe to share between threads.

    Going through everything for fourteen filters is the slowest part of a search, and the next page, another order or
    another language ask for the same counts.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generation = ""
        self._rows: dict[Hashable, Counts] = {}

    def get(self, generation: str, key: Hashable) -> Counts | None:
        with self._lock:
            told = self._rows.pop(key, None) if generation == self._generation else None
            if told is not None:
                self._rows[key] = told  # now the last to go
            return told

    def put(self, generation: str, key: Hashable, told: Counts) -> None:
        with self._lock:
            if generation != self._generation:
                self._generation, self._rows = generation, {}
            while len(self._rows) >= MOST_KEPT:
                del self._rows[next(iter(self._rows))]
            self._rows[key] = told


def facets(
    searcher: tantivy.Searcher, base: list[Pair], chosen: Mapping[str, Q], query: Query, kept: Kept, generation: str
) -> Counts:
    """Counts per facet; a facet with something chosen is counted without its own filter."""
    found: Counts = {}
    asked = [("", [name for name in query.facets if name not in chosen])]
    asked += [(name, [name]) for name in query.facets if name in chosen]
    for without, names in asked:
        if not names:
            continue
        key = (_restriction(query, without), tuple(names))
        told = kept.get(generation, key)
        if told is None:
            parts = [(Occur.Must, part) for name, part in chosen.items() if name != without]
            told = counts(searcher, Q.boolean_query(base + parts), names)
            kept.put(generation, key, told)
        found |= told
    return {name: found[name] for name in query.facets}


def _restriction(query: Query, without: str) -> Hashable:
    """What keeps listings out: queries that differ in nothing of this are counted alike. A field of `Query` that is not
    known here to be harmless makes a difference."""
    parts = {part.name: getattr(query, part.name) for part in fields(query) if part.name not in HARMLESS}
    groups, chosen = parts.pop("groups"), parts.pop("filters")
    ways = [tuple((way.field, way.key) for way in group.ways) for group in groups] if query.needed else []
    filters = sorted((name, tuple(sorted(values))) for name, values in chosen.items() if values and name != without)
    return (tuple(ways), tuple(filters), tuple(parts.items()))


def counts(searcher: tantivy.Searcher, tree: Q, names: list[str]) -> Counts:
    """Listings per value of these facets among what matches; nothing is weighed."""
    asked = {name: {"terms": {"field": name, "size": MOST_VALUES, "segment_size": MOST_VALUES}} for name in names}
    answer = searcher.aggregate(tree, asked)
    return {name: {row["key"]: int(row["doc_count"]) for row in answer[name]["buckets"]} for name in names}
