"""Whether the background work is alive."""

import datetime as dt

from mosty.base.clock import now
from mosty.base.models import Heartbeat

WORKER = "worker"


def beat() -> None:
    """The worker says that it is alive."""
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"beaten_at": now()})


def is_alive(within: dt.timedelta = dt.timedelta(minutes=2)) -> bool:
    """Whether a worker has said so lately."""
    return Heartbeat.objects.filter(name=WORKER, beaten_at__gte=now() - within).exists()
