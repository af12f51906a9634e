"""Who may come into the host area: members of a host with a second factor. Others are told what to do."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.models import Role
from mosty.accounts.rules import has_role, has_used_second_factor, needs_second_factor
from mosty.organisations.models import Membership

View = Callable[..., HttpResponse]


def members_only(view: View) -> View:
    """Let members in. A stranger goes to sign in, one without a second factor sets it up, others read why not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        came_for = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("host:home")
        if not person.is_authenticated:
            return redirect(f"{reverse('public:sign_in')}?{urlencode({'next': came_for})}")
        if needs_second_factor(person):
            messages.warning(
                request, _("Set up a second step first: a passkey or a code app. It protects people's data.")
            )
            return redirect("mfa_index")
        if not has_used_second_factor(person, request.session):
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': came_for})}")
        if not Membership.objects.filter(person_id=person.pk).exists():
            page = {"is_coordinator": has_role(person, Role.Kind.COORDINATOR)}
            return render(request, "host/no_host.html", page, status=403)
        return view(request, *args, **kwargs)

    guarded.is_guarded = True  # type: ignore[attr-defined]
    return guarded


def by_letter(view: View) -> View:
    """Mark a view that whoever holds a letter may open: its token, checked by the view, is the permission."""
    view.is_opened_by_letter = True  # type: ignore[attr-defined]
    return view
