"""Applications that hosts have not answered."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from mosty.applications import actions, queries
from mosty.applications.forms import AnswerForm
from mosty.applications.models import Application
from mosty.applications.notices import host_link
from mosty.base.errors import Refused
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
    if request.method == "POST" and form.is_valid():
        try:
            _answer(application, form, request)
        except Refused as no:
            form.add_error(None, str(no.reason))
        else:
            messages.success(request, _("The person is told."))
            return redirect("desk:applications")
    page = {
        "application": application,
        "listing": listing(application.opportunity, translation.get_language() or ""),
        "form": form,
        "host_link": host_link(application),
    }
    return render(request, "desk/application.html", page, status=422 if request.method == "POST" else 200)


def _answer(application: Application, form: AnswerForm, request: HttpRequest) -> None:
    data = form.cleaned_data
    common = {
        "application": application,
        "words": data["words"],
        "language": translation.get_language() or "",
        "by": request.user,
    }
    match data["answer"]:
        case "accept":
            actions.accept(**common)
        case "ask":
            actions.ask_back(**common)
        case "waitlist":
            actions.put_on_waiting_list(**common)
        case _other:
            actions.decline(reason=data["reason"], **common)
