"""Headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
