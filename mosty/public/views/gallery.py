"""The parts of the look, all states side by side, for those who build with them."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from mosty.applications.forms import ApplyForm
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import CARD_TEXTS, Listing, for_reading, listings
from mosty.opportunities.rules.sentences.facts import LEVELS
from mosty.public.views.places import tile_rows

SAMPLES = 60


def gallery(request: HttpRequest) -> HttpResponse:
    """Exists only while the demonstration is on; headings are the names that the code gives the parts."""
    if not settings.DEMO:
        raise Http404
    language = translation.get_language() or ""
    rows = listings(for_reading(Opportunity.objects.shown().order_by("id")[:SAMPLES]), language, CARD_TEXTS)
    page = {
        "levels": [*LEVELS, ""],
        "icons": _icons(),
        "cards": _of_each_kind(rows),
        "tiles": tile_rows(),
        "form": ApplyForm(
            {"form_key": "x", "preferred_channel": "email", "given_name": "", "contact": "nguyen@", "words": "…" * 20}
        ),
        "tags": ["", "tag-good", "tag-warn"],
        "buttons": ["", "button-quiet", "button-small", "button-link"],
    }
    return render(request, "public/gallery.html", page)


def _icons() -> list[str]:
    sprite = finders.find("ui/icons.svg")
    names = re.findall(r'symbol id="([^"]+)"', Path(str(sprite)).read_text(encoding="utf-8"))
    return [name for name in names if not name.startswith("arch")]


def _of_each_kind(rows: list[Listing]) -> list[Listing]:
    """The cards that look different: own title, foreign title, machine title, full, nothing stated, the longest."""
    kinds = {(row.title.language, row.title.state, row.opportunity.status, bool(row.local_level)): row for row in rows}
    longest = sorted(rows, key=lambda row: -len(row.title_words + row.when + row.need))[:1]
    return [*dict.fromkeys([*kinds.values(), *longest])]
