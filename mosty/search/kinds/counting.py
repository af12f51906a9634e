"""How many listings each value of a filter would leave, and what is remembered of it while the index stays as it is."""

import threading
from collections.abc import Hashable, Mapping

import tantivy
from tantivy import Occur
from tantivy import Query as Q

from mosty.search.rules.documents import Query

MOST_VALUES = 1000
MOST_KEPT = 100
Pair = tuple[Occur, Q]
Counts = dict[str, dict[str, int]]


class Kept:
    """The counts asked for last, by state of the index and by what keeps listings out. Safe to share between threads.

    Going through everything for fourteen filters is the slowest part of a search, and the next page, another order or
    another language ask for the same counts.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[Hashable, Counts] = {}

    def get(self, key: Hashable) -> Counts | None:
        return self._rows.get(key)

    def put(self, key: Hashable, counts: Counts) -> None:
        with self._lock:
            while len(self._rows) >= MOST_KEPT:
                del self._rows[next(iter(self._rows))]
            self._rows[key] = counts


def facets(
    searcher: tantivy.Searcher, base: list[Pair], chosen: Mapping[str, Q], query: Query, kept: Kept, generation: str
) -> Counts:
    """Counts per facet; a facet with something chosen is counted without its own filter."""
    found: Counts = {}
    asked = [("", [name for name in query.facets if name not in chosen])]
    asked += [(name, [name]) for name in query.facets if name in chosen]
    for without, names in asked:
        key = (generation, _restriction(query, without), tuple(names))
        told = kept.get(key)
        if told is None:
            parts = [(Occur.Must, part) for name, part in chosen.items() if name != without]
            told = counts(searcher, Q.boolean_query(base + parts), names)
            kept.put(key, told)
        found |= told
    return {name: found[name] for name in query.facets}


def _restriction(query: Query, without: str) -> Hashable:
    """What keeps listings out: queries that differ in nothing of this are counted alike."""
    words = [tuple((way.field, way.key) for way in group.ways) for group in query.groups] if query.needed else []
    filters = [(name, tuple(sorted(values))) for name, values in query.filters.items() if values and name != without]
    preferred = (query.prefers_age, query.prefers_no_local_language)
    return (query.needed, tuple(words), query.age, preferred, tuple(sorted(filters)))


def counts(searcher: tantivy.Searcher, tree: Q, names: list[str]) -> Counts:
    """Listings per value of these facets among what matches; nothing is weighed."""
    if not names:
        return {}
    asked = {name: {"terms": {"field": name, "size": MOST_VALUES, "segment_size": MOST_VALUES}} for name in names}
    answer = searcher.aggregate(tree, asked)
    return {name: {row["key"]: int(row["doc_count"]) for row in answer[name]["buckets"]} for name in names}
