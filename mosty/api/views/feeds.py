"""Any search as RSS, JSON Feed or calendar."""

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from mosty.base.addresses import absolute
from mosty.city.queries import city
from mosty.opportunities.queries import Listing
from mosty.opportunities.rules.calendar import ics_of
from mosty.search.forms import parse
from mosty.search.queries import find

SIZE = 50
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # pasted texts bring them along


def feed(request: HttpRequest, language: str, kind: str) -> HttpResponse:
    """The first 50 of a search, filters as on the website: where no words are asked for, the newest; in a calendar the soonest."""
    if language not in city().languages:
        raise Http404
    query = request.GET.copy()
    if kind == "ics":
        query.setdefault("sort", "date")
    with translation.override(language):
        rows = find(parse(query), language, per_page=SIZE, fields=("title", "description")).listings
        title = f"Mosty – {city().name(language)}"
        response = FORMS[kind](request, rows, title, language)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _ics(request: HttpRequest, rows: list[Listing], title: str, language: str) -> HttpResponse:
    body = ics_of(rows, absolute("public:search", language=language), title)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _address(listing: Listing) -> str:
    return absolute("public:opportunity", listing.address_key, language=listing.language)


def _rss(request: HttpRequest, rows: list[Listing], title: str, language: str) -> HttpResponse:
    made = Rss201rev2Feed(
        title=title,
        link=absolute("public:search", language=language),
        description=_("Volunteering and events for people from everywhere"),
        language=language,
        feed_url=request.build_absolute_uri(),
    )
    for listing in rows:
        made.add_item(
            title=NOT_IN_XML.sub(" ", listing.title.words),
            link=_address(listing),
            description=NOT_IN_XML.sub(" ", listing.sentence),
            unique_id=f"mosty:{listing.public_id}",
            unique_id_is_permalink=False,
            pubdate=listing.opportunity.published_at,
            updateddate=listing.opportunity.modified,
            author_name=NOT_IN_XML.sub(" ", listing.host_name.words),
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _json(request: HttpRequest, rows: list[Listing], title: str, language: str) -> JsonResponse:
    items = [
        {
            "id": f"mosty:{listing.public_id}",
            "url": _address(listing),
            "title": listing.title.words,
            "summary": listing.sentence,
            "content_text": listing.plain_description.words or listing.sentence,
            "language": listing.title.language,
            "date_published": listing.opportunity.published_at.isoformat()
            if listing.opportunity.published_at
            else None,
            "date_modified": listing.opportunity.modified.isoformat(),
            "authors": [{"name": listing.host_name.words}],
            "image": absolute("public:share_picture", listing.address_key, language=language),
        }
        for listing in rows
    ]
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": absolute("public:search", language=language),
        "feed_url": request.build_absolute_uri(),
        "language": language,
        "items": items,
    }
    return JsonResponse(body, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


FORMS: dict[str, Callable[[HttpRequest, list[Listing], str, str], HttpResponse]] = {
    "rss": _rss,
    "json": _json,
    "ics": _ics,
}
