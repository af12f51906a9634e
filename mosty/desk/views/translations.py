"""Translations: what waits, checking side by side, files for translators who work elsewhere."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mosty.accounts.models import Person
from mosty.accounts.queries import read_languages
from mosty.base.errors import Refused
from mosty.base.words import searchable
from mosty.channels.queries import reach_by_listing
from mosty.city.queries import city
from mosty.desk.forms import ReviewForm
from mosty.guidance.rules import check
from mosty.opportunities import actions
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.opportunities.queries import (
    Listing,
    counts_unfinished,
    fields_to_check,
    held_back,
    listing,
    queue,
    sources_of,
    state_in,
    works,
)
from mosty.translations.queries import characters_this_month, wanted_for

PER_PAGE = 25
NOTHING = gettext_lazy("Nothing has changed.")


def languages_of(request: HttpRequest) -> list[str]:
    """The city's languages that this person checks: a translator's own; a coordinator's all, own ones first."""
    assert isinstance(request.user, Person)  # the gate let nobody else in
    reads = [code for code in read_languages(request.user) if code in city().languages]
    if not request.is_coordinator:  # type: ignore[attr-defined]
        return reads
    return list(dict.fromkeys([*reads, *city().languages]))


def language_or_403(request: HttpRequest, language: str) -> str:
    """A language this person checks."""
    if language not in languages_of(request):
        raise PermissionDenied
    return language


def get_shown_or_404(public_id: str, request: HttpRequest) -> Listing:
    """A listing whose words are being translated: what the public sees, and for coordinators what waits for them."""
    rows = Opportunity.objects.shown() if not request.is_coordinator else Opportunity.objects.all()  # type: ignore[attr-defined]
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return listing(found, translation.get_language() or "")


def all_work(request: HttpRequest) -> HttpResponse:
    """The queue of one language, by how many people it reaches."""
    mine = languages_of(request)
    asked = request.GET.get("language", "")
    language = asked if asked in mine else (mine[0] if mine else "")
    reach = reach_by_listing()
    rows = queue(language, reach) if language else []
    page = Paginator([pk for pk, _is_returned in rows], PER_PAGE).get_page(request.GET.get("page"))
    found = {
        "languages": list(counts_unfinished(mine).items()),
        "language": language,
        "page": page,
        "sources": sources_of(language),
        "local_language": city().local_language,
        "works": works(list(page.object_list), language, translation.get_language() or "", reach),
        "held": held_back().count() if request.is_coordinator else 0,  # type: ignore[attr-defined]
        "spent": characters_this_month() if settings.TRANSLATOR != "none" else None,
        "most": settings.TRANSLATOR_MONTHLY_CHARACTERS,
        "here": "translations",
    }
    return render(request, "desk/translations.html", found)


def review(
    request: HttpRequest, public_id: str, language: str, form: ReviewForm | None = None, status: int = 200
) -> HttpResponse:
    """Original and translation side by side, field by field."""
    language_or_403(request, language)
    shown = get_shown_or_404(public_id, request)
    opportunity = shown.opportunity
    fields = fields_to_check(shown.texts, opportunity.source_language, language)
    form = form or ReviewForm(fields=fields)
    rows = [
        {
            "field": field,
            "box": form[field.name],
            "other": field.words if form.is_bound and field.words != str(form[field.name].value() or "") else "",
            "flags": check(str(form[field.name].value() or ""), language),
            "lines": max(2, min(14, len(field.original) // 55 + field.original.count("\n") + 1)),
        }
        for field in fields
    ]
    page = {
        "listing": shown,
        "opportunity": opportunity,
        "language": language,
        "state": state_in(shown.texts, language),
        "form": form,
        "rows": rows,
        "wanted": wanted_for(SUBJECT, [opportunity.pk]).get(opportunity.pk, {}).get(language),
        "preview": shown.read_in(language),
        "here": "translations",
    }
    return render(request, "desk/review.html", page, status=status)


@require_POST
def save_review(request: HttpRequest, public_id: str, language: str) -> HttpResponse:
    """Vouch for what is on the screen; on to the next one. What was typed stays when it is refused."""
    language_or_403(request, language)
    shown = get_shown_or_404(public_id, request)
    form = ReviewForm(request.POST, fields=fields_to_check(shown.texts, shown.opportunity.source_language, language))
    if not form.is_valid():
        return review(request, public_id, language, form, 422)
    try:
        has_changed = actions.review_texts(
            opportunity=shown.opportunity,
            language=language,
            words=form.words(),
            seen=form.seen(),
            by=request.user,
        )
    except Refused as no:
        messages.error(request, str(no.reason))
        return review(request, public_id, language, form.on_newer_original(), 409)
    if has_changed:
        messages.success(request, _("Checked. Readers see it now."))
    else:
        messages.info(request, NOTHING)
    return _next(request, shown.opportunity.pk, language)


def _next(request: HttpRequest, done: int, language: str) -> HttpResponse:
    left = [pk for pk, _is_returned in queue(language, reach_by_listing()) if pk != done]
    following = Opportunity.objects.filter(pk=left[0]).first() if left and "next" in request.POST else None
    if following is not None:
        return redirect("desk:review", following.public_id, language)
    return redirect(f"{reverse('desk:translations')}?language={language}")


@require_POST
def send_back(request: HttpRequest, public_id: str, language: str) -> HttpResponse:
    """Not good enough, with the reason."""
    language_or_403(request, language)
    shown = get_shown_or_404(public_id, request)
    note = searchable(request.POST.get("note", ""))
    return _told(
        request,
        lambda: actions.send_back_texts(opportunity=shown.opportunity, language=language, note=note, by=request.user),
        _("Sent back. It stands first in the queue, with your note."),
        redirect("desk:review", public_id, language),
    )


@require_POST
def translate_anyway(request: HttpRequest, public_id: str) -> HttpResponse:
    """Over the gate, with a reason."""
    shown = get_shown_or_404(public_id, request)
    reason = searchable(request.POST.get("reason", ""))
    return _told(
        request,
        lambda: actions.translate_anyway(opportunity=shown.opportunity, reason=reason, by=request.user),
        _("The machine translates it within minutes."),
        redirect("desk:listing", public_id),
    )


@require_POST
def translate_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Once more where the machine gave up."""
    shown = get_shown_or_404(public_id, request)
    return _told(
        request,
        lambda: actions.translate_again(opportunity=shown.opportunity, by=request.user),
        _("The machine is asked again."),
        redirect("desk:listing", public_id),
    )


def _told(request: HttpRequest, deed: Any, done: str, then: HttpResponse) -> HttpResponse:
    try:
        has_changed = deed()
    except Refused as no:
        messages.error(request, str(no.reason))
    else:
        messages.add_message(
            request, messages.SUCCESS if has_changed else messages.INFO, done if has_changed else NOTHING
        )
    return then


@require_POST
def plain(request: HttpRequest) -> HttpResponse:
    """The check of words that are still being written; nothing is stored."""
    language = request.POST.get("language", "")
    flags = check(request.POST.get("text", "")[:6000], language if language in city().languages else "")
    response = render(request, "ui/plain.html", {"flags": flags[:8], "language": language})
    response.changes_nothing = True  # type: ignore[attr-defined]
    return response
