"""The front page: three questions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from mosty.city.queries import city, districts, topics
from mosty.opportunities.queries import listings_by_pks, newest
from mosty.opportunities.rules.sentences import day_part_name, need_words
from mosty.opportunities.rules.times import DAY_PARTS
from mosty.public.views.opportunities import level_choices, level_question, no_language_wish, practice_wish
from mosty.search.queries import how_many


def home(request: HttpRequest) -> HttpResponse:
    """Where, when, how much of the local language; the newest listings and the next events below."""
    language = translation.get_language() or ""
    helping, meeting = newest("help", 4), newest("meet", 2)
    cards = listings_by_pks([*helping, *meeting], language)
    page = {
        "districts": [(row.slug, row.name(language)) for row in districts()],
        "day_parts": [(code, day_part_name(code, language)) for code in DAY_PARTS],
        "levels": [(level, need_words(level, city().local_language, language)) for level in level_choices()],
        "causes": [(topic.code, topic.label(language)) for topic in topics("cause")],
        "level_question": level_question(),
        "practice_wish": practice_wish(),
        "no_language_wish": no_language_wish(),
        "newest": cards[: len(helping)],
        "coming": cards[len(helping) :],
        "count": how_many(),
        "here": "",
    }
    return render(request, "public/home.html", page)
