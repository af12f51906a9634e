"""Background work: keep the index in step."""

from mosty.search import actions


def drain() -> int:
    """Index what waits, and listings whose next date has passed; returns how many listings were looked at."""
    return actions.follow_calendar() + actions.drain()
