"""What follows from setting up a second factor."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver


@receiver(authenticator_added)
def remember_it_was_used(sender: object, request: Any, user: Any, authenticator: Authenticator, **rest: Any) -> None:
    """Who has just proved a second factor while setting it up is not asked for it again in this sign-in."""
    if authenticator.type in (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN):
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
