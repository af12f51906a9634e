"""Writing the journal."""

from mosty.base.clock import now
from mosty.journal.models import Entry


def record(*, by: object | None, verb: str, noun: str, noun_id: object, **detail: object) -> None:
    """Add one entry. `by` is a signed-in person, or None for a visitor or the system.

    Called inside the transaction of the deed, so that both exist or neither. `detail` takes codes and numbers only.
    """
    actor_id = getattr(by, "pk", None)
    Entry.objects.create(
        at=now(),
        actor_id=actor_id,
        actor_kind="person" if actor_id else "system",
        verb=verb,
        noun=noun,
        noun_id=str(noun_id),
        detail=detail,
    )
