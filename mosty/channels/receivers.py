"""What this room does when a listing is taken back."""

from typing import Any

from django.dispatch import receiver

from mosty.channels.actions import cancel_posts_about
from mosty.opportunities import signals
from mosty.opportunities.models import Opportunity


@receiver(signals.withdrawn)
def cancel_waiting_posts(sender: object, opportunity: Opportunity, **_kwargs: Any) -> None:
    cancel_posts_about(opportunity=opportunity)
