"""The front page: three questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from mosty.city.queries import city, districts, topics
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import for_reading, listings
from mosty.opportunities.rules.sentences import day_part_name, need_words
from mosty.opportunities.rules.times import DAY_PARTS
from mosty.public.views.opportunities import level_choices, level_question


def home(request: HttpRequest) -> HttpResponse:
    """Where, when, how much of the local language; the newest listings and the next events below."""
    language = translation.get_language() or ""
    shown = Opportunity.objects.shown()
    newest = for_reading(shown.filter(kind="help", status="published").order_by("-published_at", "-id"))[:4]
    coming = for_reading(shown.filter(kind="meet", status="published").order_by("-published_at", "-id"))[:2]
    page = {
        "districts": [(row.slug, row.name(language)) for row in districts()],
        "day_parts": [(code, day_part_name(code, language)) for code in DAY_PARTS],
        "levels": [(level, need_words(level, city().local_language, language)) for level in level_choices()],
        "causes": [(topic.code, topic.label(language)) for topic in topics("cause")],
        "level_question": level_question(),
        "newest": listings(newest, language),
        "coming": listings(coming, language),
        "count": shown.count(),
        "here": "",
    }
    return render(request, "public/home.html", page)
