"""Hosts on the desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mosty.base.errors import Refused
from mosty.base.words import searchable
from mosty.desk.deeds import words_of
from mosty.desk.forms import InviteForm
from mosty.journal.queries import entries_of
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import for_reading, listings
from mosty.organisations import actions
from mosty.organisations.models import Organisation

PER_PAGE = 30
DEEDS = {"verify": actions.verify, "reject": actions.reject, "suspend": actions.suspend}


def all_hosts(request: HttpRequest) -> HttpResponse:
    """Hosts by state and name."""
    status, words = request.GET.get("status", ""), searchable(request.GET.get("q", ""))
    rows = Organisation.objects.select_related("district").order_by("name", "id")
    if status in Organisation.Verification.values:
        rows = rows.filter(verification_status=status)
    if words:
        rows = rows.filter(name__icontains=words)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = {"page": page, "statuses": Organisation.Verification.choices, "status": status, "q": words, "here": "hosts"}
    return render(request, "desk/hosts.html", found)


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """One host: who it is, its people and listings, what was decided."""
    host = get_object_or_404(Organisation, public_id=public_id)
    offers = for_reading(Opportunity.objects.filter(organisation=host).order_by("-id"))[:50]
    page = {
        "host": host,
        "members": host.memberships.select_related("person").order_by("id"),
        "listings": listings(offers, translation.get_language() or ""),
        "entries": [{"at": row.at, "words": words_of(row.verb)} for row in entries_of("organisation", public_id)[:12]],
        "form": InviteForm(),
    }
    return render(request, "desk/host.html", page)


@require_POST
def judge(request: HttpRequest, public_id: str) -> HttpResponse:
    """Verify, refuse or suspend."""
    host = get_object_or_404(Organisation, public_id=public_id)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is not None:
        try:
            deed(organisation=host, by=request.user)
            messages.success(request, _("Saved: %(state)s.") % {"state": host.get_verification_status_display()})
        except Refused as no:
            messages.error(request, str(no.reason))
    return redirect("desk:host", public_id)


@require_POST
def invite(request: HttpRequest, public_id: str) -> HttpResponse:
    """Invite somebody to act for the host."""
    host = get_object_or_404(Organisation, public_id=public_id)
    form = InviteForm(request.POST)
    if form.is_valid():
        actions.invite_member(
            organisation=host, email=form.cleaned_data["email"], language=host.contact_language, by=request.user
        )
        messages.success(request, _("The invitation is on its way."))
    else:
        messages.error(request, _("This does not look like an e-mail address. Example: name@example.com"))
    return redirect("desk:host", public_id)
