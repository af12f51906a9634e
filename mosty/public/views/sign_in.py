"""The sign-in page; demonstration sign-ins only where they are allowed."""

import ipaddress

from allauth.account.views import RequestLoginCodeView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from mosty.accounts.queries import demonstration_people
from mosty.accounts.rules import has_role


def demo_is_allowed(request: HttpRequest) -> bool:
    """Only with DEMO on and only for a visitor on this very machine."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        return bool(settings.DEMO) and ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


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
    person = get_object_or_404(demonstration_people(), pk=request.POST.get("person") or 0)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("desk:home" if has_role(person, "coordinator") else "host:home")
