"""What waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.applications.queries import overdue
from mosty.channels.models import Channel, Post
from mosty.city.queries import city
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import counts_unfinished
from mosty.organisations.models import Organisation
from mosty.search.queries import missed_searches

Status = Opportunity.Status


def home(request: HttpRequest) -> HttpResponse:
    """Queues with counts, the most urgent first; empty ones say so by a zero."""
    listings = reverse("desk:listings")
    queues = [
        (_("Applications without an answer for 14 days"), overdue().count(), reverse("desk:applications"), True),
        (_("Listings to check"), _count(status=Status.SUBMITTED), f"{listings}?status=submitted", True),
        (_("Hosts to check"), _hosts_waiting(), f"{reverse('desk:hosts')}?status=submitted", True),
        (_("Posts that need you"), _posts_waiting(), f"{reverse('desk:posts')}?state=uncertain", True),
        (_("Channels that stopped"), Channel.objects.filter(state="stopped").count(), reverse("desk:channels"), True),
        (
            _("Waiting for the host's changes"),
            _count(status=Status.CHANGES_REQUESTED),
            f"{listings}?status=changes_requested",
            False,
        ),
        (_("Language need not stated"), _without_language(), f"{listings}?missing=language", False),
        (_("Texts to translate or check"), _texts_waiting(), reverse("desk:translations"), False),
        (_("Searches without results"), missed_searches().count(), reverse("desk:searches"), False),
        (_("Published"), _count(status=Status.PUBLISHED), f"{listings}?status=published", False),
        (_("Hidden: not confirmed"), _count(status=Status.EXPIRED), f"{listings}?status=expired", False),
    ]
    rows = [
        {"title": title, "count": count, "path": path, "is_urgent": urgent} for title, count, path, urgent in queues
    ]
    return render(
        request,
        "desk/home.html",
        {"queues": rows, "here": "home", "has_work": any(row["count"] for row in rows if row["is_urgent"])},
    )


def _texts_waiting() -> int:
    return sum(counts_unfinished(city().languages).values())


def _count(**where: str) -> int:
    return Opportunity.objects.filter(**where).count()


def _without_language() -> int:
    return Opportunity.objects.shown().filter(language_requirements__isnull=True).count()


def _hosts_waiting() -> int:
    return Organisation.objects.filter(verification_status=Organisation.Verification.SUBMITTED).count()


def _posts_waiting() -> int:
    return Post.objects.filter(state__in=["uncertain", "refused"]).count()
