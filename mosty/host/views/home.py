"""The first page: whom one must answer, what one has, what to do next."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mosty.applications.models import Application
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import for_reading, listings
from mosty.organisations.models import Organisation

Status = Opportunity.Status
ORDER = (
    Status.CHANGES_REQUESTED, Status.DRAFT, Status.SUBMITTED, Status.PUBLISHED, Status.FILLED, Status.PAUSED,
    Status.EXPIRED, Status.REJECTED, Status.CLOSED,
)  # fmt: skip
SHOWN_PER_PAGE = 60


def home(request: HttpRequest) -> HttpResponse:
    """My hosts, my listings by state, applications that wait for an answer, one clear next step."""
    mine = Opportunity.objects.of_member(request.user)
    counts = Counter(mine.order_by().values_list("status", flat=True))
    state = request.GET.get("state", "")
    rows = mine.filter(status=state) if state in Status.values else mine.exclude(status=Status.CLOSED)
    language = translation.get_language() or ""
    found = listings(for_reading(rows.order_by("-modified", "-id"))[:SHOWN_PER_PAGE], language)
    found.sort(key=lambda one: ORDER.index(Status(one.opportunity.status)))
    waiting = Application.objects.of_member(request.user).waiting_for_answer().count()
    page = {
        "hosts": Organisation.objects.of_member(request.user).order_by("name", "id"),
        "states": [(code, Status(code).label, counts[code]) for code in ORDER if counts[code]],
        "state": state,
        "listings": found,
        "has_listings": bool(counts),
        "waiting": waiting,
        "next_step": next_step(
            waiting, [one for one in found if one.opportunity.status in (Status.CHANGES_REQUESTED, Status.DRAFT)]
        ),
        "here": "home",
    }
    return render(request, "host/home.html", page)


def next_step(waiting: int, unfinished: list[Any]) -> tuple[str, str]:
    """The one thing to do now: words and address."""
    if waiting:
        words = ngettext("Answer %(count)s application", "Answer %(count)s applications", waiting) % {"count": waiting}
        return words, reverse("host:applications")
    if unfinished:
        title = unfinished[0].title.words or _("listing without a title")
        return _("Finish: %(title)s") % {"title": title}, reverse("host:preview", args=[unfinished[0].public_id])
    return _("Write a new listing"), reverse("host:new")
