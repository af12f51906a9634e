"""Who may come to the desk, with a second factor: coordinators, and translators to the translations.

Everybody else is sent to sign in or told no.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mosty.accounts.models import Role
from mosty.accounts.rules import has_role, has_used_second_factor, needs_second_factor

View = Callable[..., HttpResponse]


def coordinators_only(view: View) -> View:
    """Let coordinators in; a stranger goes to the sign-in page, somebody else gets 403, one without a second factor sets it up."""
    return _guard(view, Role.Kind.COORDINATOR)


def translators_too(view: View) -> View:
    """Let community translators in as well; what they may see of it the view asks for itself."""
    return _guard(view, Role.Kind.COORDINATOR, Role.Kind.TRANSLATOR)


def _guard(view: View, *kinds: str) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return redirect(f"{reverse('public:sign_in')}?{urlencode({'next': request.get_full_path()})}")
        if not has_role(person, *kinds):
            raise PermissionDenied
        if needs_second_factor(person):
            messages.warning(
                request, _("Set up a second step first: a passkey or a code app. It protects people's data.")
            )
            return redirect("mfa_index")
        if not has_used_second_factor(person, request.session):
            return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
        request.is_coordinator = has_role(person, Role.Kind.COORDINATOR)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    guarded.is_guarded = True  # type: ignore[attr-defined]
    return guarded
