"""Addresses without a language: the front, short links."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from mosty.channels import actions as channels


def front(request: HttpRequest) -> HttpResponse:
    """To the home page in the language the browser asks for."""
    with translation.override(translation.get_language_from_request(request)):
        response = redirect("public:home")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page in the language the browser asks for; where one was going is kept."""
    with translation.override(translation.get_language_from_request(request)):
        response = redirect("public:sign_in")
    if request.GET.get("next"):
        response["Location"] += f"?{request.GET.urlencode()}"
    return response


def go(request: HttpRequest, code: str) -> HttpResponse:
    """Follow a tracked link: one is added to its day's count, nothing about the visitor is kept."""
    target = channels.count_click(
        code=code, method=request.method or "", user_agent=request.headers.get("User-Agent", "")
    )
    if target is None:
        raise Http404
    response = HttpResponse(status=302)
    response["Location"] = target
    response["Cache-Control"] = "no-store"
    return response
