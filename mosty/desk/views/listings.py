"""Listings on the desk: the list, and the check on one screen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mosty.base.errors import Refused
from mosty.base.words import searchable
from mosty.city.queries import city
from mosty.desk.deeds import words_of
from mosty.desk.forms import FactsForm, NoteForm, TextsForm
from mosty.desk.publishing import channel_choices, schedule_posts
from mosty.guidance.rules import check as check_plain
from mosty.guidance.rules import refusal_to_translate
from mosty.journal.queries import entries_of
from mosty.opportunities import actions
from mosty.opportunities.models import SUBJECT, Opportunity
from mosty.opportunities.queries import Listing, for_reading, held_back, listing, listings, look_alikes
from mosty.opportunities.rules import refusal_to_publish, warnings
from mosty.opportunities.rules.publishing import HIGH_LEVELS
from mosty.partners.queries import flag_sentences
from mosty.search.queries import left_out_by
from mosty.translations.queries import wanted_for

PER_PAGE = 25
MOST_FLAGS = 8


def all_listings(request: HttpRequest) -> HttpResponse:
    """Every listing, filtered by state, by what is missing, by words in title or host."""
    status, missing, words = (searchable(request.GET.get(name, "")) for name in ("status", "missing", "q"))
    rows = Opportunity.objects.order_by("-modified", "-id")
    if status in Opportunity.Status.values:
        rows = rows.filter(status=status)
    if missing == "language":
        rows = rows.filter(language_requirements__isnull=True, status__in=Opportunity.SHOWN)
    if missing == "translation":
        rows = rows.filter(pk__in=held_back())
    if words:
        rows = rows.with_words(words)
    page = Paginator(for_reading(rows.distinct()), PER_PAGE).get_page(request.GET.get("page"))
    found = {
        "page": page,
        "listings": listings(page.object_list, translation.get_language() or ""),
        "statuses": Opportunity.Status.choices,
        "status": status,
        "missing": missing,
        "q": words,
        "here": "listings",
    }
    return render(request, "desk/listings.html", found)


def get_opportunity_or_404(public_id: str) -> Opportunity:
    """Any listing; the gate has let a coordinator in."""
    found = for_reading(Opportunity.objects.filter(public_id=public_id)).first()
    if found is None:
        raise Http404
    return found


def check(request: HttpRequest, public_id: str, bound: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """Everything about one listing on one screen: as visitors see it, words, facts, doubts, duplicates, deeds."""
    opportunity = get_opportunity_or_404(public_id)
    shown = listing(opportunity, translation.get_language() or "")
    previews = {code: listing(opportunity, code) for code in city().languages}
    asked = request.GET.get("text") or request.POST.get("language") or ""
    language = asked if asked in city().languages else opportunity.source_language
    waiting = Opportunity.objects.filter(status=Opportunity.Status.SUBMITTED).order_by("modified", "id")
    page = {
        "listing": shown,
        "opportunity": opportunity,
        "previews": list(previews.items()),
        "refusal": refusal_to_publish(opportunity, shown.texts),
        "warnings": warnings(opportunity, shown.texts),
        "flags": flag_sentences(opportunity.flags),
        "look_alikes": look_alikes(shown),
        "texts_form": TextsForm(initial=_words_in(shown, language), prefix=None),
        "text_language": language,
        "text_rows": [(code, _state_of(shown, code)) for code in _text_languages(opportunity)],
        "original": _words_in(shown, opportunity.source_language),
        "plain_flags": check_plain(shown.texts.original("description"), opportunity.source_language)[:MOST_FLAGS],
        "wanted": sorted(wanted_for(SUBJECT, [opportunity.pk]).get(opportunity.pk, {}).items()),
        "too_hard": refusal_to_translate(shown.texts.original("description"), opportunity.source_language),
        "left_out": left_out_by(shown.local_level) if shown.local_level in HIGH_LEVELS else None,
        "facts_form": FactsForm(opportunity=opportunity),
        "note_form": NoteForm(),
        "channels": channel_choices(opportunity),
        "entries": [{"at": row.at, "words": words_of(row.verb)} for row in entries_of("opportunity", public_id)[:12]],
        "next_listing": waiting.exclude(pk=opportunity.pk).values_list("public_id", flat=True).first(),
        "left": waiting.exclude(pk=opportunity.pk).count(),
        **(bound or {}),
    }
    return render(request, "desk/listing.html", page, status=status)


def _text_languages(opportunity: Opportunity) -> list[str]:
    return list(dict.fromkeys([opportunity.source_language, *city().languages]))


def _words_in(shown: Listing, language: str) -> dict[str, str]:
    rows = {field: shown.texts.in_language(field, language) for field in TextsForm.FIELDS}
    return {"language": language, **{field: row.words if row else "" for field, row in rows.items()}}


def _state_of(shown: Listing, language: str) -> str:
    row = shown.texts.in_language("title", language)
    return str(row.get_state_display()) if row else _("missing")


def _do(request: HttpRequest, public_id: str, deed: Callable[[Opportunity], None], done: str) -> HttpResponse:
    """Run one action; say what happened, or why not."""
    opportunity = get_opportunity_or_404(public_id)
    try:
        deed(opportunity)
    except Refused as no:
        messages.error(request, str(no.reason))
    else:
        messages.success(request, done)
    return redirect("desk:listing", public_id)


@require_POST
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Save what was changed on the page, then to the website and to the ticked channels. When anything of it is refused,
    nothing happens and everything typed stays."""
    opportunity = get_opportunity_or_404(public_id)
    choices = channel_choices(opportunity, request.POST)
    typed = {**_typed(request, opportunity), "channels": choices}
    is_wrong = any(choice.is_wrong for choice in choices)
    try:
        with transaction.atomic():
            if is_wrong or not _write(request, opportunity, typed):
                messages.error(request, _("Something is missing. What you wrote is still here."))
                return check(request, public_id, typed, status=422)
            opportunity = get_opportunity_or_404(public_id)
            if not opportunity.is_shown:
                actions.publish(opportunity=opportunity, by=request.user)
            schedule_posts(opportunity, choices, request.user)
    except Refused as no:
        messages.error(request, str(no.reason))
        return check(request, public_id, typed, status=422)
    messages.success(request, _("Published. It can be found within seconds."))
    return redirect("desk:listing", public_id)


@require_POST
def request_changes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Back to the host with a note."""
    note = request.POST.get("note", "")
    return _do(
        request,
        public_id,
        lambda row: actions.request_changes(opportunity=row, note=note, by=request.user),
        _("The host gets a letter with your note."),
    )


@require_POST
def reject(request: HttpRequest, public_id: str) -> HttpResponse:
    """Refuse, with the reason; can be opened again."""
    note = request.POST.get("note", "")
    return _do(
        request,
        public_id,
        lambda row: actions.reject(opportunity=row, note=note, by=request.user),
        _("Refused. The host knows why."),
    )


@require_POST
def pause(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hide for a while."""
    return _do(
        request,
        public_id,
        lambda row: actions.pause(opportunity=row, by=request.user),
        _("Hidden. You can show it again."),
    )


@require_POST
def close(request: HttpRequest, public_id: str) -> HttpResponse:
    """It is over."""
    return _do(
        request,
        public_id,
        lambda row: actions.close(opportunity=row, by=request.user),
        _("Closed. You can open it again."),
    )


@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Undo hiding, closing or refusing."""
    return _do(request, public_id, lambda row: actions.reopen(opportunity=row, by=request.user), _("Open again."))


@require_POST
def save(request: HttpRequest, public_id: str) -> HttpResponse:
    """Save facts and the words of one language; with an error everything comes back as it was typed."""
    opportunity = get_opportunity_or_404(public_id)
    forms = _typed(request, opportunity)
    try:
        if not _write(request, opportunity, forms):
            return check(request, public_id, forms, status=422)
    except Refused as no:
        messages.error(request, str(no.reason))
        return check(request, public_id, forms, status=422)
    messages.success(request, _("Saved."))
    asked = request.POST.get("language", "")
    address = reverse("desk:listing", args=[public_id])
    return redirect(f"{address}?text={asked}" if asked in city().languages else address)


def _typed(request: HttpRequest, opportunity: Opportunity) -> dict[str, Any]:
    """The forms of the page with what was typed; one that was not sent stays as it is stored."""
    forms: dict[str, Any] = {}
    if "papers_state" in request.POST:
        forms["facts_form"] = FactsForm(request.POST, opportunity=opportunity)
    if "title" in request.POST:
        shown = listing(opportunity, opportunity.source_language)
        asked = request.POST.get("language", "")
        initial = _words_in(shown, asked) if asked in city().languages else None
        forms["texts_form"] = TextsForm(request.POST, initial=initial)
    return forms


def _write(request: HttpRequest, opportunity: Opportunity, forms: dict[str, Any]) -> bool:
    """Store what changed, all or nothing; False when something typed is not valid."""
    facts, texts = forms.get("facts_form"), forms.get("texts_form")
    changed = [form for form in (facts, texts) if form is not None and form.has_changed()]
    valid = [form.is_valid() for form in changed]  # all of them, so that every mistake is said at once
    if not all(valid):
        return False
    with transaction.atomic():
        if facts is not None and facts in changed:
            facts.apply(opportunity, request.user)
        if texts is not None and texts in changed:
            words = {field: texts.cleaned_data[field] for field in TextsForm.FIELDS if field in texts.changed_data}
            language = texts.cleaned_data["language"]
            actions.set_texts(opportunity=opportunity, language=language, texts=words, by=request.user)
    return True
