"""Finding and reading listings."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mosty.applications.rules import refusal_to_apply
from mosty.base.addresses import absolute
from mosty.channels.actions import poster_link
from mosty.channels.queries import link_url, picture_facts
from mosty.channels.rules.pictures import poster as poster_pdf
from mosty.channels.rules.pictures import share_picture as share_png
from mosty.city.queries import city, topics_by_code
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import Listing, for_reading, listings, similar
from mosty.opportunities.rules.calendar import ics_of
from mosty.opportunities.rules.sentences import Borrowed, need_words
from mosty.public.structured import json_ld
from mosty.public.views.places import organisation_key
from mosty.search.actions import note_search
from mosty.search.forms import parse
from mosty.search.queries import Facet, find_cards
from mosty.search.rules.documents import LEVELS
from mosty.search.rules.wish import Wish
from mosty.translations.rules import NOTHING, BestText
from mosty.ui.context import bridge

PRACTICE = "language_practice"


def search(request: HttpRequest) -> HttpResponse:
    """The search: everything it knows stands in the address."""
    language = translation.get_language() or ""
    wish = parse(request.GET)
    found = find_cards(wish, language)
    note_search(wish=wish, language=language, total=found.total)
    local = city().local_language
    page = {
        "page": found,
        "wish": wish,
        "here": "events" if request.GET.getlist("kind") == ["meet"] else "search",
        "facets": [_without_practice(facet) for facet in found.facets if facet.name != "level" and facet.values],
        "levels": [(code, need_words(code, local, language)) for code in level_choices()],
        "level_question": level_question(),
        "practice_wish": practice_wish(),
        "wants_practice": PRACTICE in wish.filters.get("reward", ()),
        "is_plain": wish.is_open,
        "feed_query": _query_without(request, "page"),
        "kept_pairs": [(key, value) for key, value in _pairs(request) if key not in ("q", "page")],
        "sorts": _sorts(wish),
        "previous_page": _at_page(request, wish.page - 1) if wish.page > 1 else "",
        "next_page": _at_page(request, wish.page + 1) if wish.page < found.pages else "",
    }
    return render(request, "public/search.html", page)


def _without_practice(facet: Facet) -> Facet:
    """Practising the language is asked beside the level; twice on one page would be two boxes for one wish."""
    if facet.name != "reward":
        return facet
    return replace(facet, values=tuple(row for row in facet.values if row.value != PRACTICE))


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    return [(key, value) for key, values in request.GET.lists() for value in values if value]


def _query_without(request: HttpRequest, name: str) -> str:
    return urlencode([pair for pair in _pairs(request) if pair[0] != name])


def _at_page(request: HttpRequest, number: int) -> str:
    return f"?{_query_without(request, 'page')}&page={number}".replace("?&", "?")


def _sorts(wish: Wish) -> list[tuple[str, str]]:
    """The orders that make sense for this search."""
    choices = [("relevance", _("best fit first")), ("date", _("soonest date first"))]
    if wish.near:
        choices.append(("distance", _("nearest first")))
    return choices


def level_choices() -> list[str]:
    """The reader's level in the local language, as the one question asks it."""
    return ["none", "a1", "a2", "b1", "b2"]


def level_question() -> str:
    """The one question about the language, with the city's own language in it."""
    if city().local_language == "bg":
        return _("How much Bulgarian do you understand?")
    return _("How much Czech do you understand?")


def practice_wish() -> str:
    """Coming in order to practise, with the city's own language in it."""
    return _("I want to practise Bulgarian") if city().local_language == "bg" else _("I want to practise Czech")


def no_language_wish() -> str:
    """Coming without the city's language."""
    return _("No Bulgarian needed") if city().local_language == "bg" else _("No Czech needed")


def level_ladder(found: Listing) -> list[tuple[str, str, bool]]:
    """Every level in plain words, and whether it is the one this listing needs; empty where nobody has said."""
    local = city().local_language
    if not found.local_level:
        return []
    codes = dict.fromkeys([*level_choices(), found.local_level])
    return [
        (code, need_words(code, local, found.language), code == found.local_level)
        for code in sorted(codes, key=LEVELS.index)
    ]


def events(request: HttpRequest) -> HttpResponse:
    """Search with kind=meet; other filters stay."""
    query = request.GET.copy()
    query.setlist("kind", ["meet"])
    if not query.get("sort"):
        query["sort"] = "date"
    return redirect(f"{reverse('public:search')}?{query.urlencode()}")


def get_listing_or_404(key: str) -> Listing:
    """A listing that was published once; a hidden, closed one still has its page (it says so), a draft has none."""
    rows = for_reading(
        Opportunity.objects.filter(public_id=key.split("-")[0], published_at__isnull=False).exclude(
            status__in=[Opportunity.Status.REJECTED, Opportunity.Status.DRAFT, Opportunity.Status.CHANGES_REQUESTED]
        )
    ).exclude(organisation__verification_status__in=["rejected", "suspended"])
    found = listings(rows, translation.get_language() or "")
    if not found:
        raise Http404
    return found[0]


def short(request: HttpRequest, public_id: str) -> HttpResponse:
    """The address without words leads to the one with them."""
    return redirect("public:opportunity", get_listing_or_404(public_id).address_key)


def show(request: HttpRequest, key: str) -> HttpResponse:
    """One listing. An old title in the address leads to the present one."""
    found = get_listing_or_404(key)
    if key != found.address_key:
        return redirect("public:opportunity", found.address_key, permanent=True)
    page = {
        "listing": found,
        "opportunity": found.opportunity,
        "refusal": refusal_to_apply(found.opportunity, None),
        "similar": similar(found),
        "json_ld": json_ld(found),
        "is_unreviewed": found.title.state == "mt_unreviewed",
        "host_key": organisation_key(found.organisation, found.host_name.words),
        "papers": paper_rows(found),
        "ladder": level_ladder(found),
        "level_question": level_question(),
        "high_reasons": [need.reason_for_b2_plus for need in found.language_needs if need.reason_for_b2_plus],
        "original": original_of(found),
        "bridge": bridge(request, paths_of(found)),
        "here": "search" if found.opportunity.kind == "help" else "events",
    }
    return render(request, "public/opportunity.html", page)


def paths_of(found: Listing) -> dict[str, str]:
    """The listing's address in each language, with the title of that language in it."""
    paths = {}
    for language in city().languages:
        with translation.override(language):
            paths[language] = reverse("public:opportunity", args=[found.read_in(language).address_key])
    return paths


def paper_rows(found: Listing) -> list[dict[str, Any]]:
    """Each paper with what it is, why, who pays, and what can stand for it, in the reader's language."""
    topics = topics_by_code("paper")
    rows = []
    for paper in found.opportunity.paper_requirements.all():
        topic = topics.get(paper.code)
        explain = topic.grammar.get("explain", {}) if topic else {}
        rows.append(
            {
                "label": topic.label(found.language) if topic else paper.code,
                "explain": explain.get(found.language) or Borrowed(explain.get("en", "")),
                "why": best_of_map(paper.why, found),
                "alternative": best_of_map(paper.alternative, found),
                "paid_by": paper.get_paid_by_display() if paper.paid_by else "",
                "foreign": paper.is_foreign_record_accepted,
            }
        )
    return rows


def best_of_map(words: dict[str, str], found: Listing) -> BestText:
    """A short text kept by language: the reader's, else English, else the host's own."""
    for language in (found.language, "en", found.opportunity.source_language, *words):
        if words.get(language):
            return BestText(words[language], language, "human", "", found.opportunity.source_language)
    return NOTHING


def original_of(found: Listing) -> dict[str, str] | None:
    """The host's own words, when what is shown is a translation."""
    if not (found.description.is_translation or found.title.is_translation):
        return None
    fields = {name: found.texts.original(name) for name in ("title", "summary", "description")}
    return {"language": found.opportunity.source_language, **fields}


def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The coming dates as a calendar file."""
    found = get_listing_or_404(key)
    body = ics_of([found], absolute("public:search"), found.title.words)
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="mosty.ics"'},
    )


def share_picture(request: HttpRequest, key: str) -> HttpResponse:
    """The picture that networks show beside the link."""
    return HttpResponse(share_png(picture_facts(get_listing_or_404(key))), content_type="image/png")


def poster(request: HttpRequest, key: str) -> HttpResponse:
    """An A4 poster with a QR code that counts visits."""
    found = get_listing_or_404(key)
    link = poster_link(opportunity=found.opportunity, language=found.language)
    return HttpResponse(poster_pdf(picture_facts(found, link_url(link))), content_type="application/pdf")
