"""The deletion guard: a later table may take away a little by itself, and a lot only when a person says so.

After Linked Events (more than 5 items and more than 20 % of a source stop an import) and API Engagement (an empty feed
waits seven days).
"""

import datetime as dt

MOST_ITEMS = 5
MOST_SHARE = 0.20
GRACE_DAYS = 7


def must_ask(missing: int, live: int) -> bool:
    """Whether withdrawing `missing` of `live` items of a source needs a person's word."""
    return missing > MOST_ITEMS and missing > live * MOST_SHARE


def is_in_grace(empty_since: dt.datetime | None, moment: dt.datetime) -> bool:
    """Whether a source that came empty is still given time. `empty_since` None: it came empty just now."""
    return empty_since is None or moment - empty_since < dt.timedelta(days=GRACE_DAYS)
