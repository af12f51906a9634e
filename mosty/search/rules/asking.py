"""From a wish and what its words were read as to what the engine is asked."""

from collections.abc import Sequence
from dataclasses import replace

from mosty.search.rules.documents import Query
from mosty.search.rules.understand import Group, Understanding, Way
from mosty.search.rules.wish import Wish

NEAREST = 5
MEANING = 0.02  # what nearness in meaning weighs: below every word and every concept
FEW = 4  # with fewer results, what answers a part of the words is shown below them


def query_for(wish: Wish, read: Understanding, limit: int) -> Query:
    """One page of `limit` results."""
    return Query(
        groups=read.groups,
        needed=None if wish.unknown else read.needed,
        filters=wish.filters,
        age=wish.age,
        prefers_age=read.age,
        prefers_no_local_language=read.wants_no_local_language,
        near=wish.near,
        sort=wish.order,
        offset=(wish.page - 1) * limit,
        limit=limit,
    )


def closest(query: Query, limit: int) -> Query:
    """The first `limit` that answer any one meaning of the words, within the same filters."""
    groups = tuple(replace(group, is_needed=True) for group in query.groups)
    anyone = tuple(frozenset((number,)) for number in range(len(groups)))
    return replace(query, groups=groups, needed=anyone, sort="relevance", offset=0, limit=limit, facets=())


def or_near(query: Query, near: Sequence[tuple[str, float]]) -> Query:
    """What the query finds, and after it those of these listings (id, likeness) that the filters leave."""
    ways = tuple(Way("id", one, MEANING * likeness) for one, likeness in near)
    alone = frozenset((len(query.groups),))
    return replace(query, groups=(*query.groups, Group("", ways)), needed=(*(query.needed or ()), alone))
