"""How long to wait, for what, and how often: every duration of posting in one place."""

import datetime as dt
from dataclasses import dataclass


def _minutes(*numbers: float) -> tuple[dt.timedelta, ...]:
    return tuple(dt.timedelta(minutes=number) for number in numbers)


@dataclass(frozen=True)
class Pace:
    """Waits of the posting work.

    `deadline` seconds of one call; `lease` until a sender counts as dead, longer than a call and a picture together;
    `consistency` until a post that is not among those shown is known not to exist; `delays` between tries of a post
    that certainly did not arrive; `reading_waits` between readings of an uncertain one, the last repeated;
    `block_hold` how long a channel rests after the network has called us abusive, `trouble_hold` after it did not
    answer properly. `run` seconds after its start a run begins no further call, so that other work goes on.
    """

    deadline: float = 10.0
    lease: dt.timedelta = dt.timedelta(minutes=3)
    consistency: dt.timedelta = dt.timedelta(minutes=15)
    delays: tuple[dt.timedelta, ...] = _minutes(1, 5, 15, 60, 240, 720)
    reading_waits: tuple[dt.timedelta, ...] = _minutes(0.5, 2, 10, 10, 30, 60)
    block_hold: dt.timedelta = dt.timedelta(hours=1)
    trouble_hold: dt.timedelta = dt.timedelta(seconds=30)
    run: float = 5.0
    most_attempts: int = 5
    most_readings: int = 48

    def delay(self, number: int) -> dt.timedelta | None:
        """The wait before try `number` + 1 of what certainly did not arrive; None when it is time to give up."""
        return self.delays[number] if number < len(self.delays) else None

    def reading_wait(self, number: int) -> dt.timedelta:
        return self.reading_waits[min(number, len(self.reading_waits) - 1)]


PACE = Pace()
