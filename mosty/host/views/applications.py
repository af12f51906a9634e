"""People who want to help, and answering them."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, F, Q, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _

from mosty.applications import queries
from mosty.applications.forms import AnswerForm
from mosty.applications.models import Application
from mosty.applications.rules import refusal_to_answer, words_after_answer
from mosty.base.words import searchable
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.opportunities.queries import listing
from mosty.translations.queries import texts_of

PER_PAGE = 25
WAITING = "waiting"


def inbox(request: HttpRequest) -> HttpResponse:
    """Who waits first, longest first; then the newest. Filters by listing and state stand in the address."""
    rows = queries.for_member(request.user)
    offer, state = searchable(request.GET.get("listing", "")), request.GET.get("state", "")
    waits = Q(status__in=Application.WAITING, first_response_at__isnull=True)
    if offer:
        rows = rows.filter(opportunity__public_id=offer)
    if state == WAITING:
        rows = rows.filter(waits)
    elif state in Application.Status.values:
        rows = rows.filter(status=state)
    rows = rows.annotate(
        is_waiting=Case(When(waits, then=Value(0)), default=Value(1)),
        waits_since=Case(When(waits, then=F("submitted_at"))),
    ).order_by("is_waiting", "waits_since", "-submitted_at", "-id")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    mine = list(
        Opportunity.objects.of_member(request.user).filter(applications__isnull=False).distinct().order_by("-id")
    )
    titles = _titles(mine)
    shown = {
        "page": page,
        "rows": [(row, titles[row.opportunity_id]) for row in page.object_list],
        "offers": [(one.public_id, titles[one.pk]) for one in mine],
        "states": [(WAITING, _("waiting for your answer")), *Application.Status.choices],
        "offer": offer,
        "state": state,
        "here": "applications",
    }
    return render(request, "host/applications.html", shown)


def _titles(offers: list[Opportunity]) -> dict[int, Any]:
    language = translation.get_language() or ""
    texts = texts_of(SUBJECT, [offer.pk for offer in offers])
    return {pk: found.best("title", language) for pk, found in texts.items()}


def get_application_or_404(request: HttpRequest, public_id: str) -> Application:
    """An application to a host this person acts for; everybody else's is absent."""
    found = queries.for_member(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """One application and the answer to it."""
    application = get_application_or_404(request, public_id)
    form = AnswerForm(request.POST or None)
    language = translation.get_language() or ""
    if form.is_valid() and form.send(application=application, language=language, by=request.user):
        messages.success(request, words_after_answer(application))
        return redirect("host:applications")
    page = {**parts_of_answering(application, form), "here": "applications"}
    return render(request, "host/application.html", page, status=422 if request.method == "POST" else 200)


def parts_of_answering(application: Application, form: AnswerForm) -> dict[str, Any]:
    """What both pages of answering show: the signed-in one and the one from the letter."""
    return {
        "application": application,
        "talk": queries.talk(application, translation.get_language() or ""),
        "has_translator": settings.TRANSLATOR != "none",
        "listing": listing(application.opportunity, translation.get_language() or ""),
        "form": form,
        "refusal": refusal_to_answer(application),
    }
