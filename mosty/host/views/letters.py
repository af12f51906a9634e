"""Links from letters: answering and confirming without signing in. The token is the permission."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from mosty.applications import queries
from mosty.applications.forms import AnswerForm
from mosty.applications.notices import ANSWER
from mosty.applications.rules import words_after_answer
from mosty.base.addresses import unsign
from mosty.host.views.applications import parts_of_answering
from mosty.opportunities import actions
from mosty.opportunities.models import Opportunity
from mosty.opportunities.notices import ASSURE
from mosty.opportunities.queries import for_reading, listing
from mosty.organisations.models import Organisation


def answer(request: HttpRequest, token: str) -> HttpResponse:
    """One application, in the language of the host's letters."""
    public_id = unsign(ANSWER, token)
    application = queries.by_public_id(public_id) if public_id else None
    if application is None or not application.opportunity.organisation.may_act:
        return render(request, "host/letter_over.html", status=404)
    language = _language_of(application.opportunity.organisation)
    with translation.override(language):
        form = AnswerForm(request.POST or None)
        if form.is_valid() and form.send(application=application, language=language, by=None):
            application.refresh_from_db()
            return render(
                request,
                "host/letter_answered.html",
                {"application": application, "told": words_after_answer(application)},
            )
        page = {**parts_of_answering(application, form), "by_letter": True}
        return render(request, "host/letter_answer.html", page, status=422 if request.method == "POST" else 200)


def assure(request: HttpRequest, token: str) -> HttpResponse:
    """Is the listing still true? Opening confirms nothing, the button does."""
    public_id = unsign(ASSURE, token)
    opportunity = for_reading(Opportunity.objects.filter(public_id=public_id or "")).first()
    if (
        opportunity is None
        or not opportunity.organisation.may_act
        or opportunity.status not in (*Opportunity.SHOWN, Opportunity.Status.EXPIRED)
    ):
        return render(request, "host/letter_over.html", status=404)
    with translation.override(_language_of(opportunity.organisation)):
        if request.method == "POST":
            actions.assure(opportunity=opportunity, by=None)
        page = {"listing": listing(opportunity, translation.get_language() or ""), "is_done": request.method == "POST"}
        return render(request, "host/letter_assure.html", page)


def _language_of(host: Organisation) -> str:
    known = dict(settings.LANGUAGES)
    return host.contact_language if host.contact_language in known else settings.LANGUAGE_CODE
