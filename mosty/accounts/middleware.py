"""The reading language of signed-in people on pages whose address names no language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

UNPREFIXED = ("/host/", "/desk/")


def reading_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Activate the person's own language under /host/ and /desk/; elsewhere the address or the browser decides."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(UNPREFIXED):
            return get_response(request)
        preferred = getattr(request.user, "preferred_language", "")
        if preferred not in dict(settings.LANGUAGES):
            return get_response(request)
        with translation.override(preferred):
            request.LANGUAGE_CODE = preferred
            response = get_response(request)
            response.headers.setdefault("Content-Language", preferred)
            return response

    return middleware
