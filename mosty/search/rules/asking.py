"""From a wish and what its words were read as to what the engine is asked."""

from collections.abc import Sequence
from dataclasses import replace

from mosty.search.rules.documents import Query
from mosty.search.rules.understand import Group, Understanding, Way
from mosty.search.rules.wish import Wish

NEAREST = 5
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


def closest(query: Query, read: Understanding, limit: int) -> Query:
    """The first `limit` that answer any one meaning of the words or a wider one, within the same filters."""
    groups = tuple(replace(group, is_needed=True) for group in query.groups)
    groups += (Group("", read.wider),) if read.wider else ()
    anyone = tuple(frozenset((number,)) for number in range(len(groups)))
    return replace(query, groups=groups, needed=anyone, sort="relevance", offset=0, limit=limit, facets=())


def those(query: Query, near: Sequence[tuple[str, float]]) -> Query:
    """Those of these listings (id, likeness) that the filters leave, the likest first."""
    ways = tuple(Way("id", one, likeness) for one, likeness in near)
    alone = (frozenset((0,)),)
    return replace(
        query, groups=(Group("", ways),), needed=alone, sort="relevance", offset=0, limit=len(ways), facets=()
    )
