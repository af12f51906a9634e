"""What people searched for in vain, and teaching the search a word."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mosty.base.errors import Refused
from mosty.base.words import searchable
from mosty.search import actions
from mosty.search.models import Missed, Synonym
from mosty.search.queries import concept_choices, missed_searches, synonyms

MOST = 100


def all_searches(request: HttpRequest) -> HttpResponse:
    """Words without results, what they could mean, and what was added."""
    choices = concept_choices(translation.get_language() or "")
    names = dict(choices)
    page = {
        "missed": missed_searches()[:MOST],
        "choices": choices,
        "added": [(row, names.get(row.concept, row.concept)) for row in synonyms()[:MOST]],
        "here": "searches",
    }
    return render(request, "desk/searches.html", page)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """One click: this word means that."""
    typed = request.POST.get("meaning", "").strip()
    by_name = {name: code for code, name in concept_choices(translation.get_language() or "")}
    try:
        actions.add_synonym(
            words=searchable(request.POST.get("words", "")),
            language=searchable(request.POST.get("language", ""))[:12],
            concept=by_name.get(typed, typed),
            by=request.user,
        )
    except Refused as no:
        messages.error(request, str(no.reason))
    else:
        messages.success(request, _("The search knows the word now. Listings follow in a few seconds."))
    return redirect("desk:searches")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo."""
    actions.drop_synonym(synonym=get_object_or_404(Synonym, pk=pk), by=request.user)
    messages.success(request, _("Taken back."))
    return redirect("desk:searches")


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing to do about it."""
    actions.settle_missed(missed=get_object_or_404(Missed, pk=pk))
    return redirect("desk:searches")
