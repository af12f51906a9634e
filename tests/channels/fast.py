"""The waits of posting, in milliseconds instead of minutes; what they mean stays."""

import datetime as dt

from mosty.channels.rules import Pace


def _seconds(*numbers: float) -> tuple[dt.timedelta, ...]:
    return tuple(dt.timedelta(seconds=number) for number in numbers)


PACE = Pace(
    deadline=0.6,
    lease=dt.timedelta(seconds=2),
    consistency=dt.timedelta(seconds=0.4),
    delays=_seconds(0.05, 0.05, 0.05),
    reading_waits=_seconds(0.0, 0.2, 0.3),
    block_hold=dt.timedelta(seconds=0.5),
    trouble_hold=dt.timedelta(0),
    most_attempts=3,
    most_readings=6,
)
