"""Applications that hosts have not answered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from mosty.applications import queries
from mosty.applications.forms import AnswerForm
from mosty.applications.notices import host_link
from mosty.applications.rules import words_after_answer
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import for_reading, listing, listings


def overdue(request: HttpRequest) -> HttpResponse:
    """Unanswered for 14 days, longest waiting first."""
    rows = list(queries.overdue()[:100])
    language = translation.get_language() or ""
    offers = for_reading(Opportunity.objects.filter(pk__in={row.opportunity_id for row in rows}))
    by_pk = {one.opportunity.pk: one for one in listings(offers, language)}
    return render(request, "desk/applications.html", {"rows": [(row, by_pk[row.opportunity_id]) for row in rows]})


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """One overdue application: remind the host by phone, or answer in its place."""
    application = queries.by_public_id(public_id)
    if application is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    language = translation.get_language() or ""
    if form.is_valid() and form.send(application=application, language=language, by=request.user):
        messages.success(request, words_after_answer(application))
        return redirect("desk:applications")
    page = {
        "application": application,
        "listing": listing(application.opportunity, language),
        "talk": queries.talk(application, language),
        "form": form,
        "host_link": host_link(application),
    }
    return render(request, "desk/application.html", page, status=422 if request.method == "POST" else 200)
