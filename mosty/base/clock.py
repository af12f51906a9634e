"""The one place that asks what time it is, so that tests can travel."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """The present moment, aware, UTC."""
    return timezone.now()


def today(zone: dt.tzinfo) -> dt.date:
    """The present date in `zone`."""
    return now().astimezone(zone).date()
