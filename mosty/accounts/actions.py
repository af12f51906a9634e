"""Every write about people."""

import datetime as dt

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.models import Invitation, Person, ReadLanguage, Role
from mosty.base.clock import now
from mosty.base.errors import Reason, Refused
from mosty.base.ids import code_hash, secret_code
from mosty.journal import actions as journal

INVITATION_DAYS = 14
READS = "reads:"  # the purpose of an invitation that names the languages somebody will check


@transaction.atomic
def add_person(
    *,
    email: str,
    name: str = "",
    language: str = "",
    roles: tuple[str, ...] = (),
    is_demonstration: bool = False,
    by: object | None,
) -> Person:
    """The person with this e-mail, created if new, with these roles added. Nobody is told."""
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person(
            email=email.strip().lower(), name=name, preferred_language=language, is_demonstration=is_demonstration
        )
        person.set_unusable_password()
        person.save()
        journal.record(by=by, verb="add", noun="person", noun_id=person.pk)
    for role in roles:
        give_role(person=person, role=role, by=by)
    return person


@transaction.atomic
def give_role(*, person: Person, role: str, by: object | None) -> None:
    """Let the person work in this role; giving it twice changes nothing."""
    if role not in Role.Kind.values:
        raise Refused(Reason("role_unknown", _("There is no such role.")))
    _role, is_new = Role.objects.get_or_create(person=person, kind=role)
    if is_new:
        journal.record(by=by, verb="give_role", noun="person", noun_id=person.pk, role=role)


@transaction.atomic
def take_role(*, person: Person, role: str, by: object | None) -> None:
    """The person no longer works in this role; of a translator the languages go too."""
    if role == Role.Kind.TRANSLATOR:
        ReadLanguage.objects.filter(person=person).delete()
    if Role.objects.filter(person=person, kind=role).delete()[0]:
        journal.record(by=by, verb="take_role", noun="person", noun_id=person.pk, role=role)


def _add_read_languages(person: Person, languages: list[str]) -> None:
    for language in languages:
        ReadLanguage.objects.get_or_create(person=person, language=language)


@transaction.atomic
def set_languages(*, person: Person, preferred: str, reads: list[str]) -> None:
    """The language of pages and letters, and the languages in which the person can check texts."""
    person.preferred_language = preferred
    person.save(update_fields=["preferred_language"])
    ReadLanguage.objects.filter(person=person).exclude(language__in=reads).delete()
    for language in reads:
        ReadLanguage.objects.get_or_create(person=person, language=language)


@transaction.atomic
def invite(*, email: str, language: str, by: object | None, role: str = "", purpose: str = "") -> str:
    """Create an invitation and return its secret code; the room that calls sends the letter. Valid for 14 days, once."""
    code = secret_code()
    Invitation.objects.create(
        email=email.strip().lower(),
        code_hash=code_hash(code),
        role=role,
        purpose=purpose,
        language=language,
        invited_by=by if isinstance(by, Person) else None,
        expires_at=now() + dt.timedelta(days=INVITATION_DAYS),
    )
    journal.record(by=by, verb="invite", noun="person", noun_id="", role=role, purpose=purpose)
    return code


@transaction.atomic
def accept_invitation(*, code: str) -> tuple[Person, str]:
    """Turn an invitation into an account with its role; returns the person and the invitation's purpose. Refused once used or old."""
    invitation = Invitation.objects.select_for_update().filter(code_hash=code_hash(code)).first()
    if invitation is None or invitation.accepted_at or invitation.expires_at < now():
        raise Refused(Reason("invitation_over", _("This invitation is no longer valid. Ask for a new one.")))
    invitation.accepted_at = now()
    invitation.save(update_fields=["accepted_at"])
    roles = (invitation.role,) if invitation.role else ()
    person = add_person(email=invitation.email, language=invitation.language, roles=roles, by=None)
    if invitation.purpose.startswith(READS):
        _add_read_languages(person, invitation.purpose.removeprefix(READS).split())
    return person, invitation.purpose


@transaction.atomic
def erase(*, email: str) -> int:
    """Forget who signs in with this e-mail: account, roles, second steps, invitations, open sessions. The journal keeps the
    bare number. Returns how many accounts and invitations are gone."""
    gone = Invitation.objects.filter(email__iexact=email).delete()[0]
    for person in Person.objects.filter(email__iexact=email):
        for session in Session.objects.iterator():
            if session.get_decoded().get(SESSION_KEY) == str(person.pk):
                session.delete()
        journal.record(by=None, verb="erase", noun="person", noun_id=person.pk)
        person.delete()
        gone += 1
    return gone
