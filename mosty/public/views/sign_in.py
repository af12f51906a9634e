"""The sign-in page; demonstration sign-ins only where they are allowed."""

import ipaddress

from allauth.account.views import RequestLoginCodeView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from mosty.accounts.queries import demonstration_people
from mosty.accounts.rules import has_role
from mosty.base.middleware import PASSED_ON
from mosty.base.words import whole

HERE = ("localhost", "127.0.0.1", "[::1]")


def demo_is_allowed(request: HttpRequest) -> bool:
    """Only with DEMO on and only for a visitor on this very machine: behind a proxy everybody seems to be one."""
    is_passed_on = settings.TRUSTED_PROXIES or any(name in request.META for name in PASSED_ON)
    host = split_domain_port(request.get_host())[0]
    try:
        is_here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    return bool(settings.DEMO) and is_here and not is_passed_on and host in HERE


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code by e-mail, or use a passkey; in the demonstration also one tap."""
    people = list(demonstration_people().prefetch_related("roles")) if demo_is_allowed(request) else []
    view = RequestLoginCodeView.as_view(
        template_name="public/sign_in.html", extra_context={"demonstration_people": people}
    )
    return view(request)


@require_POST
def demo(request: HttpRequest) -> HttpResponse:
    """Sign in as a demonstration person."""
    if not demo_is_allowed(request):
        raise Http404
    person = get_object_or_404(demonstration_people(), pk=whole(request.POST.get("person")))
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    if has_role(person, "coordinator"):
        return redirect("desk:home")
    return redirect("desk:translations" if has_role(person, "translator") else "host:home")
