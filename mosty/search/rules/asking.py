"""From a wish and what its words were read as to what the engine is asked."""

from mosty.search.rules.documents import Query
from mosty.search.rules.understand import Understanding
from mosty.search.rules.wish import Wish


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
