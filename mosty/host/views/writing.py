"""Writing a listing: start, seven steps, preview."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mosty.base.errors import Refused
from mosty.city.queries import city
from mosty.guidance.rules import Flag
from mosty.guidance.rules import check as check_plain
from mosty.host.forms import NewForm
from mosty.opportunities import actions
from mosty.opportunities.forms import STEPS, StepForm
from mosty.opportunities.models import TEMPLATE_SUBJECT, Opportunity
from mosty.opportunities.queries import Listing, for_reading, listing, template_titles
from mosty.opportunities.rules import (
    refusal_to_hide,
    refusal_to_reopen,
    refusal_to_send,
    refusal_to_submit,
    warnings,
    works_at_once,
)
from mosty.opportunities.rules.publishing import HIGH_LEVELS
from mosty.organisations.models import Organisation
from mosty.search.queries import left_out_by
from mosty.translations.queries import texts_of

LONGEST = 6000
MOST_FLAGS = 8
STEP_TITLES = {
    "what": gettext_lazy("What"),
    "where": gettext_lazy("Where"),
    "when": gettext_lazy("When"),
    "language": gettext_lazy("Language"),
    "papers": gettext_lazy("Papers and what people get"),
    "words": gettext_lazy("Words"),
    "contact": gettext_lazy("Places and contact"),
}


def get_opportunity_or_404(request: HttpRequest, public_id: str) -> Opportunity:
    """A listing of a host this person acts for; everybody else's is absent."""
    mine = Opportunity.objects.of_member(request.user).filter(public_id=public_id)
    found = for_reading(mine).select_related("template").first()
    if found is None:
        raise Http404
    return found


def new(request: HttpRequest) -> HttpResponse:
    """Choose the host and a template, or start blank."""
    hosts = Organisation.objects.of_member(request.user).order_by("name", "id")
    language = translation.get_language() or city().default_language
    form = NewForm(request.POST or None, organisations=hosts, initial={"source_language": language})
    if request.method == "POST" and form.is_valid():
        made = _start(form.cleaned_data, request.user)
        messages.success(request, _("Saved as a draft. Nobody sees it yet."))
        return redirect(f"{reverse('host:edit', args=[made.public_id])}?step=what")
    page = {
        "form": form,
        "has_many_hosts": len(hosts) > 1,
        "hosts": hosts,
        "templates": template_titles(language),
        "here": "new",
    }
    return render(request, "host/new.html", page, status=422 if request.method == "POST" else 200)


@transaction.atomic
def _start(data: dict[str, Any], by: object) -> Opportunity:
    made = actions.add(organisation=data["organisation"], source_language=data["source_language"], by=by)
    if data["template"]:
        actions.use_template(opportunity=made, template=data["template"], by=by)
    return made


def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """One step; saved on the way to the next. A mistake shows the step again with everything that was typed."""
    opportunity = get_opportunity_or_404(request, public_id)
    names = list(STEPS)
    step = request.GET.get("step", names[0])
    if step not in STEPS:
        raise Http404
    form = STEPS[step](request.POST or None, opportunity=opportunity)
    refusal = None
    if request.POST.get("then") in ("home", *STEPS):
        form.relax()
    if request.method == "POST" and form.is_valid():
        try:
            form.write(request.user)
        except Refused as no:
            refusal = no.reason
        else:
            return _onwards(request, opportunity, step)
    page = {
        "opportunity": opportunity,
        "listing": listing(opportunity, opportunity.source_language),
        "form": form,
        "form_template": f"host/step_{step}.html" if step in ("when", "language", "papers") else "host/step_plain.html",
        "refusal": refusal,
        "step": step,
        "step_title": STEP_TITLES[step],
        "steps": [(name, STEP_TITLES[name]) for name in names],
        "number": names.index(step) + 1,
        "count": len(names),
        "starts_from_words": step == "words"
        and opportunity.template is not None
        and opportunity.organisation.is_verified,
        "here": "home",
        **_hints(step, form),
    }
    return render(request, "host/edit.html", page, status=422 if request.method == "POST" else 200)


def _hints(step: str, form: StepForm) -> dict[str, Any]:
    """What could be said more plainly; how many searches a high level of the local language leaves out."""
    if step == "words":
        return {"plain_flags": _flags(form["description"].value(), form["source_language"].value())}
    if step == "language":
        return {"left_out": [(level.upper(), found) for level in HIGH_LEVELS if (found := left_out_by(level))]}
    return {}


def _flags(words: object, language: object) -> list[Flag]:
    return check_plain(str(words or "")[:LONGEST], str(language or ""))[:MOST_FLAGS]


@require_POST
def plain(request: HttpRequest) -> HttpResponse:
    """The check of words that are still being written; nothing is stored."""
    language = request.POST.get("language", "")
    flags = _flags(request.POST.get("text", ""), language if language in dict(settings.LANGUAGES) else "")
    response = render(request, "ui/plain.html", {"flags": flags, "language": language})
    response.changes_nothing = True  # type: ignore[attr-defined]
    return response


def _onwards(request: HttpRequest, opportunity: Opportunity, step: str) -> HttpResponse:
    """To the next step, or where the pressed button leads."""
    names = list(STEPS)
    position = names.index(step)
    if request.POST.get("then") == "home":
        messages.success(request, _("Saved. You can go on whenever you like."))
        return redirect("host:home")
    if request.POST.get("then") in STEPS:
        return redirect(f"{reverse('host:edit', args=[opportunity.public_id])}?step={request.POST['then']}")
    if request.POST.get("then") == "preview" or position + 1 == len(names):
        return redirect("host:preview", opportunity.public_id)
    return redirect(f"{reverse('host:edit', args=[opportunity.public_id])}?step={names[position + 1]}")


def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """Exactly what a visitor will read, in any language of the city; and what happens on sending."""
    opportunity = get_opportunity_or_404(request, public_id)
    asked = request.GET.get("lang", "")
    language = asked if asked in city().languages else (translation.get_language() or city().default_language)
    seen = listing(opportunity, language)
    refusal = refusal_to_submit(opportunity, seen.texts)
    page = {
        "opportunity": opportunity,
        "listing": seen,
        "visitor": _as_visitor(request, seen, language),
        "visitor_language": language,
        "languages": list(city().languages),
        "refusal": refusal,
        "refusal_step": STEP_OF_FIELD.get(refusal.field, "words") if refusal else "",
        "can_send": refusal_to_send(opportunity) is None,
        "can_hide": refusal_to_hide(opportunity) is None,
        "can_reopen": refusal_to_reopen(opportunity) is None,
        "goes_live": goes_live_at_once(opportunity, seen),
        "hints": [] if refusal else warnings(opportunity, seen.texts),
        "steps": [(name, STEP_TITLES[name]) for name in STEPS],
        "done": request.GET.get("done", ""),
        "here": "home",
    }
    return render(request, "host/preview.html", page)


STEP_OF_FIELD = {
    "title": "words",
    "description": "words",
    "activities": "what",
    "schedule_type": "when",
    "reason_for_b2_plus": "language",
    "apply_mode": "contact",
}


def goes_live_at_once(opportunity: Opportunity, seen: Listing) -> bool:
    """Whether sending publishes without waiting."""
    if not opportunity.template_id:
        return False
    template_texts = texts_of(TEMPLATE_SUBJECT, [opportunity.template_id])[opportunity.template_id]
    return works_at_once(opportunity, seen.texts, template_texts)


def _as_visitor(request: HttpRequest, seen: Listing, language: str) -> str:
    """The listing with the page's words in the visitor's language too."""
    with translation.override(language):
        return render_to_string("host/visitor.html", {"listing": seen, "opportunity": seen.opportunity}, request)


__all__ = ["StepForm", "edit", "get_opportunity_or_404", "new", "preview"]
