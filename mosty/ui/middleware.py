"""Headers that every answer carries, and queries that are too long to be anybody's."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render

LONGEST_QUERY = 8_000  # signs; every filter of the search chosen at once takes fewer
PERSONAL = ("/host/", "/desk/")
PERSONAL_PARTS = ("/my/", "/sign-in/", "/apply/", "/invitation/")


def response_headers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Personal pages are never stored; pages for everybody may be kept for a minute by any cache in between."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_personal = request.path.startswith(PERSONAL) or any(part in request.path for part in PERSONAL_PARTS)
        if is_personal or response.cookies or request.method not in ("GET", "HEAD"):
            response.headers["Cache-Control"] = "no-store"
        elif response.status_code == 200:
            response.headers.setdefault("Cache-Control", "public, max-age=60")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def short_queries(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """414 for an address whose query is longer than `LONGEST_QUERY`: most links of a page repeat it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY:
            return get_response(request)
        if request.path.startswith("/api/"):
            problem = {"type": "about:blank", "title": "The query of this address is too long.", "status": 414}
            return JsonResponse(problem, status=414, content_type="application/problem+json")
        request.META["QUERY_STRING"] = ""
        request.GET = QueryDict()  # type: ignore[assignment]
        return render(request, "404.html", status=414)

    return middleware
