"""The index follows the listings, their hosts, and readers who find it behind."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from mosty.opportunities import signals as opportunities
from mosty.opportunities.models import Opportunity
from mosty.organisations import signals as organisations
from mosty.organisations.models import Organisation
from mosty.search import signals
from mosty.search.actions import catch_up, enqueue, enqueue_host


@receiver([opportunities.changed, opportunities.published, opportunities.withdrawn])
def _listing_changed(opportunity: Opportunity, **_more: Any) -> None:
    enqueue(public_id=opportunity.public_id)


@receiver(post_delete, sender=Opportunity)
def _listing_deleted(instance: Opportunity, **_more: Any) -> None:
    enqueue(public_id=instance.public_id)


@receiver(organisations.changed)
def _host_changed(organisation: Organisation, **_more: Any) -> None:
    enqueue_host(organisation=organisation)


@receiver(signals.found_behind)
def _found_behind(is_broken: bool, **_more: Any) -> None:
    catch_up(is_broken=is_broken)
