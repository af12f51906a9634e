"""Background work: keep the index in step."""

from mosty.base import pages
from mosty.search import actions


def drain() -> int:
    """Index what waits, and listings whose next date has passed; returns how many listings were looked at."""
    followed, indexed = actions.follow_calendar(), actions.drain()
    if indexed:
        pages.changed()
    return followed + indexed
