"""Why a listing is among the results although none of the typed words stands in it."""

from collections.abc import Sequence

import tantivy
from tantivy import Occur
from tantivy import Query as Q

from mosty.search.kinds.schema import SCHEMA
from mosty.search.rules.documents import Bridge
from mosty.search.rules.understand import Group

FIELDS = {"words": ("title", "body"), "concepts": ("title_concepts", "body_concepts")}


def bridges(searcher: tantivy.Searcher, ids: Sequence[str], groups: Sequence[Group]) -> dict[str, list[Bridge]]:
    """Small questions about one page of results: a dozen listings, a handful of words."""
    found: dict[str, list[Bridge]] = {}
    for group in groups:
        if not group.is_needed:
            continue
        literal = [way.key for way in group.ways if way.field == "words"]
        concepts = [way.key for way in group.ways if way.field == "concepts"]
        left = set(ids) - _holding(searcher, ids, "words", literal)
        if not left or not concepts:
            continue
        by_concept = {concept: _holding(searcher, sorted(left), "concepts", [concept]) for concept in concepts}
        for name in left:
            held = tuple(concept for concept in concepts if name in by_concept[concept])
            if held:
                found.setdefault(name, []).append(Bridge(group.text, held))
    return found


def _holding(searcher: tantivy.Searcher, ids: Sequence[str], field: str, keys: Sequence[str]) -> set[str]:
    """Those of the listings that hold any of the keys."""
    if not keys or not ids:
        return set()
    any_id = Q.boolean_query([(Occur.Should, _term("id", name)) for name in ids])
    any_key = Q.boolean_query([(Occur.Should, _term(part, key)) for part in FIELDS[field] for key in keys])
    tree = Q.boolean_query([(Occur.Must, any_id), (Occur.Must, any_key)])
    hits = searcher.search(tree, len(ids), False).hits
    return {searcher.doc(address)["id"][0] for _score, address in hits}


def _term(field: str, key: str) -> Q:
    return Q.term_query(SCHEMA, field, key, "basic")
