"""Statements generated from what is true, and the page for webmasters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from mosty.city.queries import city, districts
from mosty.guidance.queries import accessibility_facts, privacy_facts


def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, why and for how long: read from the settings that delete it."""
    facts = privacy_facts()
    language = translation.get_language() or ""
    operator = facts.city.operator_names.get(language) or facts.city.operator_names["en"]
    return render(request, "public/privacy.html", {"facts": facts, "operator_name": operator})


def accessibility(request: HttpRequest) -> HttpResponse:
    """What was checked, how and when."""
    return render(request, "public/accessibility.html", {"facts": accessibility_facts()})


def machines(request: HttpRequest) -> HttpResponse:
    """One line for a website, feeds, the API."""
    page = {"city": city(), "example_district": districts()[0].slug if districts() else ""}
    return render(request, "public/machines.html", page)
