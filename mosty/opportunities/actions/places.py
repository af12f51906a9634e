"""Places: the one spot where they are counted."""

from django.db.models import F, Q

from mosty.base.clock import now
from mosty.opportunities import signals
from mosty.opportunities.models import Opportunity, Session

Status = Opportunity.Status


def take_place(*, opportunity: Opportunity, session: Session | None, count: int = 1) -> bool:
    """Take `count` places by conditional updates; False when they are not left. Must run inside the caller's transaction.

    A session's places are counted on the session; where it has no capacity of its own, those of the listing count too. The
    update itself is the check, so two callers cannot both get the last place; the tables' constraints stand behind it.
    A listing without places left becomes *filled*.
    """
    free = Q(maximum_capacity__isnull=True) | Q(taken_capacity__lte=F("maximum_capacity") - count)
    more = F("taken_capacity") + count
    if session is not None and not Session.objects.filter(free, pk=session.pk).update(taken_capacity=more):
        return False
    if not _counts_on_listing(session):
        return True
    if Opportunity.objects.filter(free, pk=opportunity.pk).update(taken_capacity=more):
        full = Q(maximum_capacity__isnull=False, taken_capacity__gte=F("maximum_capacity"))
        _turn(opportunity, full, Status.PUBLISHED, Status.FILLED)
        return True
    if session is not None:
        Session.objects.filter(pk=session.pk).update(taken_capacity=F("taken_capacity") - count)
    return False


def release_place(*, opportunity: Opportunity, session: Session | None, count: int = 1) -> None:
    """Give `count` places back; a filled listing is open again."""
    fewer = F("taken_capacity") - count
    if session is not None:
        Session.objects.filter(pk=session.pk, taken_capacity__gte=count).update(taken_capacity=fewer)
    if _counts_on_listing(session):
        Opportunity.objects.filter(pk=opportunity.pk, taken_capacity__gte=count).update(taken_capacity=fewer)
        room = Q(maximum_capacity__isnull=True) | Q(taken_capacity__lt=F("maximum_capacity"))
        _turn(opportunity, room, Status.FILLED, Status.PUBLISHED)


def _counts_on_listing(session: Session | None) -> bool:
    return session is None or session.maximum_capacity is None


def _turn(opportunity: Opportunity, condition: Q, before: str, after: str) -> None:
    mine = Opportunity.objects.filter(condition, pk=opportunity.pk, status=before)
    if mine.update(status=after, modified=now()):
        opportunity.refresh_from_db(fields=["status", "taken_capacity", "modified"])
        signals.changed.send(Opportunity, opportunity=opportunity)
