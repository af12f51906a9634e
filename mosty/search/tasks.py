"""Background work: keep the index in step."""

from mosty.search import actions


def drain() -> int:
    """Build anew what has to be, index what waits and what a date has passed for; returns how many listings were looked at."""
    return actions.rebuild_if_wanted() + actions.follow_calendar() + actions.drain()


def learn_meanings() -> int:
    """Vectors of what has changed, where the city compares meanings; returns how many listings were looked at."""
    return actions.learn_meanings()


def forget_missed() -> int:
    """Words searched in vain are not kept for long; returns how many went."""
    return actions.forget_missed()
