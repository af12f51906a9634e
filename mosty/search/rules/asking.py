"""From a wish and what its words were read as to what the engine is asked."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import zip_longest

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
    """The first `limit` that answer any one meaning of the words or, behind them, a wider one, within the same filters."""
    least = min((group.weight for group in query.groups), default=1.0)
    groups = tuple(replace(group, is_needed=True) for group in query.groups)
    groups += (Group("", read.wider, least / 2),) if read.wider else ()
    return _first(query, groups, [{number} for number in range(len(groups))], limit)


def those(query: Query, near: Sequence[tuple[str, float]], of: Sequence[Group] = ()) -> Query:
    """Those of these listings (id, likeness) that the filters leave, the likest first; with `of` only what answers one of these
    meanings as well."""
    alike = Group("", tuple(Way("id", one, likeness) for one, likeness in near))
    needed = [{number, len(of)} for number in range(len(of))] or [{0}]
    return _first(query, (*of, alike), needed, len(near))


def in_turn(alike: Sequence[str], parts: Sequence[str], left_out: Collection[str]) -> list[str]:
    """The ids of what comes closest: near in meaning and answering a part of the words, in turn, without what was found."""
    both = (one for pair in zip_longest(alike, parts) for one in pair if one is not None and one not in left_out)
    return list(dict.fromkeys(both))[:NEAREST]


def _first(query: Query, groups: Sequence[Group], needed: Sequence[set[int]], limit: int) -> Query:
    sets = tuple(map(frozenset, needed))
    return replace(query, groups=tuple(groups), needed=sets, sort="relevance", offset=0, limit=limit, facets=())
