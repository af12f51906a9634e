"""Pages of hosts and districts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import ngettext

from mosty.city.models import District
from mosty.city.queries import city, districts_by_slug
from mosty.city.queries import districts as all_districts
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import CARD_TEXTS, counts_by_district, for_reading, listings, shown_hosts
from mosty.organisations.models import Organisation
from mosty.organisations.queries import texts_of_organisations

PER_PAGE = 30


def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """A host and what it offers now."""
    host = shown_hosts().select_related("district").filter(public_id=key.split("-")[0]).first()
    if host is None:
        raise Http404
    language = translation.get_language() or ""
    texts = texts_of_organisations([host])[host.pk]
    name = texts.best("name", language)
    right_key = organisation_key(host, name.words)
    if key != right_key:
        return redirect("public:organisation", right_key, permanent=True)
    offers = for_reading(Opportunity.objects.shown().filter(organisation=host).order_by("-id"))[:PER_PAGE]
    page = {
        "host": host,
        "name": name,
        "description": texts.best("description", language),
        "listings": listings(offers, language, CARD_TEXTS),
        "here": "",
    }
    return render(request, "public/organisation.html", page)


def organisation_key(host: Organisation, name: str) -> str:
    """Id and name as they stand in the address."""
    return f"{host.public_id}-{slugify(name, allow_unicode=True)[:60].strip('-') or 'x'}"


def tile_rows(current: District | None = None, query: str = "") -> list[dict[str, Any]]:
    """The tiles of the districts map: counts, shades, labels; `query` goes to the search of the district."""
    language = translation.get_language() or ""
    counts = counts_by_district()
    rows = []
    for district in all_districts():
        count = counts.get(district.pk, 0)
        name = district.name(language)
        part = _own_part(name, language)
        rows.append(
            {
                "district": district,
                "name": name,
                "count": count,
                "shade": 0 if not count else 1 if count < 3 else 2 if count < 6 else 3,
                "part": name if part.isdigit() else part,
                "label": ngettext("%(name)s: %(count)s activity", "%(name)s: %(count)s activities", count)
                % {"name": name, "count": count},
                "path": reverse("public:district", args=[district.slug]),
                "is_current": current is not None and district.pk == current.pk,
            }
        )
    return rows


def _own_part(name: str, language: str) -> str:
    """The district's name without the city's before it: "Praha-Libuš" is "Libuš", "Praha 7" is "7"."""
    rest = name.removeprefix(city().name(language)).lstrip(" -")
    return rest or name


def districts(request: HttpRequest) -> HttpResponse:
    """All districts: tiles and list."""
    tiles = tile_rows()
    by_name = sorted(tiles, key=lambda row: row["district"].position)
    return render(request, "public/districts.html", {"tiles": tiles, "rows": by_name, "here": "districts"})


def district(request: HttpRequest, slug: str) -> HttpResponse:
    """One district: what one can do there."""
    found = districts_by_slug().get(slug)
    if found is None:
        raise Http404
    language = translation.get_language() or ""
    offers = Opportunity.objects.shown().filter(place__district=found)
    helping = for_reading(offers.filter(kind="help").order_by("-id"))[:PER_PAGE]
    meeting = for_reading(offers.filter(kind="meet").order_by("-id"))[:PER_PAGE]
    page = {
        "district": found,
        "name": found.name(language),
        "where": found.where.get(language) or found.name(language),
        "helping": listings(helping, language, CARD_TEXTS),
        "meeting": listings(meeting, language, CARD_TEXTS),
        "tiles": tile_rows(found),
        "here": "districts",
    }
    return render(request, "public/district.html", page)
