"""May this person in?"""

from allauth.mfa.models import Authenticator

from mosty.accounts.models import Person, Role


def has_role(person: object, *kinds: str) -> bool:
    """Whether a signed-in, active person works in one of these roles; an administrator has every role but case handler."""
    if not isinstance(person, Person) or not person.is_active:
        return False
    wanted = set(kinds)
    if wanted - {Role.Kind.CASE_HANDLER}:
        wanted.add(Role.Kind.ADMINISTRATOR)
    return person.roles.filter(kind__in=wanted).exists()


def has_second_factor(person: Person) -> bool:
    """Whether the person has set up a passkey or one-time passwords."""
    return Authenticator.objects.filter(user=person, type__in=["totp", "webauthn"]).exists()


def needs_second_factor(person: Person) -> bool:
    """Staff and hosts need one. Demonstration people exist on loopback only and are let in without."""
    return not person.is_demonstration and not has_second_factor(person)
