"""Background work of the heart."""

from mosty.opportunities.actions import expire_unconfirmed, make_sessions, want_missing
from mosty.opportunities.models import Opportunity


def make_coming_sessions() -> int:
    """Keep the dates of every shown listing some weeks ahead; returns how many were made."""
    shown = Opportunity.objects.filter(status__in=Opportunity.SHOWN, series__isnull=False).distinct()
    return sum(make_sessions(opportunity=opportunity) for opportunity in shown)


def keep_fresh() -> int:
    """Ask for confirmations and hide what nobody confirms; returns how many listings were touched."""
    return sum(expire_unconfirmed())


def ask_for_translations() -> int:
    """Listings that were there before the city had a machine; returns how many were asked for."""
    return want_missing()
