"""Tracked links: making them, counting visits."""

from django.db import IntegrityError, transaction
from django.db.models import F

from mosty.base.clock import today
from mosty.channels.models import Link, LinkDay
from mosty.channels.queries import link_by_code, target_path
from mosty.channels.rules import counts_as_visit
from mosty.city.queries import city
from mosty.opportunities.models import Opportunity


def count_click(*, code: str, method: str = "GET", user_agent: str | None = None) -> str | None:
    """Count a visit of `/go/{code}` and return the path it leads to; None for an unknown code.

    Only day and number are kept. With `user_agent` those who fetch the address to draw a preview are sent on uncounted.
    """
    link = link_by_code(code)
    if link is None:
        return None
    if user_agent is None or counts_as_visit(method, user_agent):
        _count(link)
    return link.target_path


def _count(link: Link) -> None:
    day = LinkDay.objects.filter(link=link, day_on=today(city().time_zone))
    if day.update(count=F("count") + 1):
        return
    try:
        with transaction.atomic():
            LinkDay.objects.create(link=link, day_on=today(city().time_zone), count=1)
    except IntegrityError:
        day.update(count=F("count") + 1)


@transaction.atomic
def poster_link(*, opportunity: Opportunity, language: str) -> Link:
    """The link printed on this listing's posters in this language; the same one every time."""
    link, _is_new = Link.objects.get_or_create(
        opportunity=opportunity,
        language=language,
        purpose=Link.Purpose.POSTER,
        defaults={"target_path": target_path(opportunity, language)},
    )
    return link
