"""Finished pages for the next visitor."""

import hashlib
import re
from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from mosty.base.pages import changed, generation

KEPT = re.compile(r"^/(?:[a-z]{2}(?:-[a-z]+)*|feeds|embed)/")  # in these addresses the language stands in the address
LONGEST_ADDRESS = 400
PASSED_ON = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)
CHANGING = ("POST", "PUT", "PATCH", "DELETE")


def kept_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer a visitor without cookies with the page the last such visitor got, for `MOSTY_PAGES_KEPT` seconds.

    Any request that has changed something, and whatever the worker indexes, ends the life of every kept page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            response = get_response(request)
            is_change = request.method in CHANGING and not getattr(response, "changes_nothing", False)
            if is_change and response.status_code < 400:
                changed()
            return response
        key = _key(request)
        if key is None:
            return get_response(request)
        kept = caches["pages"].get(key)
        if kept is None:
            response = get_response(request)
            if _may_be_kept(response):
                kept = (response.content, dict(response.headers))
                caches["pages"].set(key, kept, settings.PAGES_KEPT)
            return response
        content, headers = kept
        return HttpResponse(content, headers=headers)

    return middleware


def _key(request: HttpRequest) -> str | None:
    """What a kept page is found by; None for a request that gets a page of its own."""
    address = request.get_full_path()
    is_own = request.META.get("HTTP_COOKIE") or request.META.get("HTTP_AUTHORIZATION")
    if is_own or request.method != "GET" or not settings.PAGES_KEPT or not KEPT.match(address):
        return None
    if len(address) > LONGEST_ADDRESS:
        return None
    packing = "gzip" if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else ""
    parts = (generation(), packing, request.scheme or "", request.META.get("HTTP_HOST", ""), address)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _may_be_kept(response: HttpResponse) -> bool:
    is_public = response.headers.get("Cache-Control", "").startswith("public")
    return is_public and response.status_code == 200 and not response.streaming and not response.cookies


def true_address(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Who asks and how: from the headers of a proxy in `TRUSTED_PROXIES`; anybody else's word about it is dropped.

    `REMOTE_ADDR` becomes the last address on the way that is no proxy of ours.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        meta = request.META
        if meta.get("REMOTE_ADDR") in settings.TRUSTED_PROXIES:
            way = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
            strangers = [address for address in way if address not in settings.TRUSTED_PROXIES]
            if strangers:
                meta["REMOTE_ADDR"] = strangers[-1]
        elif settings.TRUSTED_PROXIES:
            for name in PASSED_ON:
                meta.pop(name, None)
        return get_response(request)

    return middleware
