"""Sending, pausing, ending and bringing back a listing; its dates."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mosty.applications.actions import cancel_date
from mosty.base.clock import now
from mosty.base.errors import Reason, Refused, refuse_if
from mosty.base.words import whole
from mosty.host.views.writing import get_opportunity_or_404
from mosty.opportunities import actions
from mosty.opportunities.models import Opportunity, Session
from mosty.opportunities.queries import listing
from mosty.opportunities.rules import refusal_to_hide, refusal_to_reopen, refusal_to_send

Rule = Callable[[Opportunity], Reason | None]


@require_POST
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the listing: it goes live at once or waits for a coordinator; the page says which and why."""
    opportunity = get_opportunity_or_404(request, public_id)
    try:
        refuse_if(refusal_to_send(opportunity))
        status = actions.submit(opportunity=opportunity, by=request.user)
    except Refused as no:
        messages.error(request, str(no.reason))
        return redirect("host:preview", public_id)
    if status in Opportunity.SHOWN:
        messages.success(
            request,
            _("Published. Organisation and template are checked, so it is on the website now."),
        )
    elif opportunity.organisation.is_verified:
        messages.success(
            request,
            _("Sent. A coordinator reads the new words first, usually within two working days."),
        )
    else:
        messages.success(
            request,
            _("Sent. A coordinator checks organisation and listing first, usually within two working days."),
        )
    return redirect(f"{reverse('host:preview', args=[public_id])}?done=sent")


def _move(
    request: HttpRequest, public_id: str, rule: Rule, deed: Callable[..., None], done: str, words: str
) -> HttpResponse:
    opportunity = get_opportunity_or_404(request, public_id)
    try:
        refuse_if(rule(opportunity))
        deed(opportunity=opportunity, by=request.user)
    except Refused as no:
        messages.error(request, str(no.reason))
        return redirect("host:preview", public_id)
    messages.success(request, words)
    return redirect(f"{reverse('host:preview', args=[public_id])}?done={done}")


@require_POST
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hide for a while; the next page offers to undo it."""
    return _move(request, public_id, refusal_to_hide, actions.pause, "hidden", _("Hidden. Nobody can find it now."))


@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """It is over; the next page offers to undo it."""
    return _move(
        request, public_id, refusal_to_hide, actions.close, "hidden", _("Ended. Its page says that it is over.")
    )


@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Back to where it was."""
    return _move(request, public_id, refusal_to_reopen, actions.reopen, "open", _("Open again."))


def dates(request: HttpRequest, public_id: str) -> HttpResponse:
    """Coming dates; one that does not take place is cancelled and whoever applied for it is told."""
    opportunity = get_opportunity_or_404(request, public_id)
    coming = Session.objects.filter(opportunity=opportunity, start_date__gte=now())
    if request.method == "POST":
        number = request.POST.get("session", "")
        session = get_object_or_404(coming, pk=whole(number), event_status=Session.EventStatus.SCHEDULED)
        told = cancel_date(session=session, by=request.user)
        text = ngettext(
            "The date is cancelled. %(count)s person is told.",
            "The date is cancelled. %(count)s people are told.",
            told,
        )
        messages.success(request, text % {"count": told})
        return redirect("host:dates", public_id)
    page = {
        "opportunity": opportunity,
        "listing": listing(opportunity, translation.get_language() or ""),
        "sessions": coming.order_by("start_date", "id")[:40],
        "here": "home",
    }
    return render(request, "host/dates.html", page)
