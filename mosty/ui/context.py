"""What every page knows: its language, direction, the other languages, the city's accent."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import translation

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def page(request: HttpRequest) -> dict[str, Any]:
    """`page_language`, `page_direction`, `bridge` (the same page in every language), `city_name`, `accent`, `is_demo`."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "page_language": language,
        "page_direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
        "bridge": bridge(request),
        "city_name": settings.CITY_TABLE["name"].get(language, settings.CITY_TABLE["name"]["en"]),
        "city_where": settings.CITY_TABLE["where"].get(language, settings.CITY_TABLE["where"]["en"]),
        "accent": settings.CITY_TABLE["accent"],
        "is_demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }


def bridge(request: HttpRequest, paths: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The same address in every language of the city; filters stay. Pages without a language in the address link to the home.

    `paths`: the page's address by language, where it holds words that differ (the title of a listing).
    """
    current = translation.get_language()
    try:
        match = resolve(request.path_info)
    except Resolver404:
        match = None
    rows = []
    query = request.META.get("QUERY_STRING", "")
    for code, name in settings.LANGUAGES:
        with translation.override(code):
            has_language = match is not None and request.path_info.startswith(f"/{current}/")
            if paths and code in paths:
                path = paths[code]
            elif has_language and match is not None:
                path = reverse(match.view_name, args=match.args or None, kwargs=match.kwargs or None)
            else:
                path = reverse("public:home")
        rows.append(
            {
                "code": code,
                "name": name,
                "direction": "rtl" if code in RIGHT_TO_LEFT else "ltr",
                "path": path + (f"?{query}" if query and has_language else ""),
                "clean_path": path,
                "is_current": code == current,
                "is_alternate": has_language,
            }
        )
    return rows
