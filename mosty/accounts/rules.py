"""May this person in?"""

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings

from mosty.accounts.models import Person, Role


def has_role(person: object, *kinds: str) -> bool:
    """Whether a signed-in, active person works in one of these roles; an administrator has every role but case handler."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    wanted = set(kinds)
    if wanted - {Role.Kind.CASE_HANDLER}:
        wanted.add(Role.Kind.ADMINISTRATOR)
    return person.roles.filter(kind__in=wanted).exists()


def may_choose_languages(person: Person) -> bool:
    """Which languages a translator checks the coordinator says; everybody else says what they read."""
    return has_role(person, Role.Kind.COORDINATOR) or not has_role(person, Role.Kind.TRANSLATOR)


def has_second_factor(person: Person) -> bool:
    """Whether the person has set up a passkey or one-time passwords."""
    return Authenticator.objects.filter(user=person, type__in=["totp", "webauthn"]).exists()


def _is_let_in(person: Person) -> bool:
    """Demonstration people left over in a database that went into production are people like all others."""
    return person.is_demonstration and not settings.PRODUCTION


def needs_second_factor(person: Person) -> bool:
    """Staff and hosts need one. Demonstration people exist on loopback only and are let in without."""
    return not _is_let_in(person) and not has_second_factor(person)


def has_used_second_factor(person: Person, session: Mapping[str, Any]) -> bool:
    """Whether this very sign-in went through a passkey, a one-time password or a recovery code.

    A session that began before the second factor was set up does not count, wherever it is open.
    """
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return _is_let_in(person) or any(record.get("method") == "mfa" for record in records)
