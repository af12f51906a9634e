"""Lists that other websites may frame: the only pages that may be framed."""

import json
from pathlib import Path
from urllib.parse import unquote

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.html import format_html

from mosty.base.addresses import absolute
from mosty.city.queries import city
from mosty.opportunities.queries import listings_by_ids
from mosty.search.forms import parse
from mosty.search.queries import find_cards

LIMIT, LIMIT_MAX = 6, 30
SCRIPT = Path(__file__).resolve().parent.parent / "static" / "api" / "embed.js"


@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def opportunities(request: HttpRequest, language: str) -> HttpResponse:
    """A search as a bare list: no cookie, no script needed; links open in a new page."""
    if language not in city().languages:
        raise Http404
    query = request.GET.copy()
    limit = query.pop("limit", [""])[-1]
    size = min(int(limit[:4]), LIMIT_MAX) if limit.isdecimal() else 0
    with translation.override(language):
        found = find_cards(parse(query), language, per_page=size or LIMIT, is_helped=False)
        more = absolute("public:search", language=language) + (f"?{query.urlencode()}" if query else "")
        response = render(request, "api/embed.html", {"page": found, "more": more})
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Language"] = language
    return response


def script(request: HttpRequest) -> HttpResponse:
    """The custom element, with the city's languages written in."""
    text = SCRIPT.read_text(encoding="utf-8").replace("'LANGUAGES'", repr(json.dumps(list(city().languages))))
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def oembed(request: HttpRequest) -> HttpResponse:
    """oEmbed 1.0 for the address of a listing or of a search."""
    address = request.GET.get("url", "")
    if not address.startswith(settings.SITE_URL + "/"):
        raise Http404
    path, _sep, query = address.removeprefix(settings.SITE_URL).partition("?")
    language = path.split("/")[1]
    if language not in city().languages:
        raise Http404
    with translation.override(language):
        try:
            match = resolve(unquote(path))
        except Resolver404:
            raise Http404 from None
        answer = {
            "version": "1.0",
            "type": "rich",
            "provider_name": "Mosty",
            "provider_url": settings.SITE_URL,
            "width": 600,
        }
        if match.view_name == "public:search":
            frame, height, title = f"/embed/{language}/opportunities/?{query}", 600, "Mosty"
        elif match.view_name == "public:opportunity":
            found = listings_by_ids([match.kwargs["key"].split("-")[0]], language)
            if not found:
                raise Http404
            answer |= {"type": "link", "title": found[0].title.words, "author_name": found[0].host_name.words}
            return JsonResponse(answer)
        else:
            raise Http404
    html = format_html(
        '<iframe src="{}" width="600" height="{}" title="{}"></iframe>', settings.SITE_URL + frame, height, title
    )
    return JsonResponse({**answer, "title": title, "height": height, "html": html})
