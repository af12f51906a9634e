"""Every write about hosts."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from mosty.accounts import actions as accounts
from mosty.accounts.models import Person, Role
from mosty.accounts.rules import has_role
from mosty.base.clock import now
from mosty.base.errors import refuse_if
from mosty.journal import actions as journal
from mosty.organisations import notices, rules, signals
from mosty.organisations.models import SUBJECT, Membership, Organisation
from mosty.translations import actions as translations

Verification = Organisation.Verification
PURPOSE = "organisation:"
VOUCHED = ("name", "organisation_type")  # what the city has looked at when it checked a host


@transaction.atomic
def add(*, name: str, source_language: str, by: object | None, description: str = "", **fields: object) -> Organisation:
    """Create a host with its original name and description. `fields` are columns of `Organisation`. Nobody is told."""
    fields.setdefault("contact_language", source_language)
    organisation = Organisation.objects.create(name=name, source_language=source_language, **fields)
    texts = {"name": name}
    if description:
        texts["description"] = description
    translations.write_original(subject=SUBJECT, subject_id=organisation.pk, language=source_language, fields=texts)
    journal.record(by=by, verb="add", noun="organisation", noun_id=organisation.public_id)
    signals.changed.send(Organisation, organisation=organisation)
    return organisation


@transaction.atomic
def change(*, organisation: Organisation, by: object | None, description: str | None = None, **fields: object) -> None:
    """Change columns and, where given, the original description; translations of changed words become stale.

    The city vouches for a name and a kind: when a checked host changes one of them, it waits for checking again.
    """
    is_other = any(fields.get(name, getattr(organisation, name)) != getattr(organisation, name) for name in VOUCHED)
    for column, value in fields.items():
        setattr(organisation, column, value)
    if is_other and organisation.is_verified and not has_role(by, Role.Kind.COORDINATOR):
        organisation.verification_status = Verification.SUBMITTED
    organisation.save()
    texts = {"name": organisation.name}
    if description is not None:
        texts["description"] = description
    translations.write_original(
        subject=SUBJECT, subject_id=organisation.pk, language=organisation.source_language, fields=texts
    )
    journal.record(by=by, verb="change", noun="organisation", noun_id=organisation.public_id, fields=sorted(fields))
    signals.changed.send(Organisation, organisation=organisation)


@transaction.atomic
def translate(
    *, organisation: Organisation, language: str, texts: Mapping[str, str], state: str, by: object | None
) -> None:
    """Store a translation of the host's texts."""
    translations.write_translation(
        subject=SUBJECT, subject_id=organisation.pk, language=language, fields=texts, state=state, by=by
    )
    organisation.save(update_fields=["modified"])
    signals.changed.send(Organisation, organisation=organisation)


@transaction.atomic
def submit(*, organisation: Organisation, by: object | None) -> None:
    """The host asks to be checked; it appears in the coordinators' queue."""
    organisation.verification_status = Verification.SUBMITTED
    organisation.save(update_fields=["verification_status", "modified"])
    journal.record(by=by, verb="submit", noun="organisation", noun_id=organisation.public_id)
    signals.changed.send(Organisation, organisation=organisation)


@transaction.atomic
def verify(*, organisation: Organisation, by: object | None) -> None:
    """The city vouches for the host. Refused without a way to reach it (`contact_missing`)."""
    refuse_if(rules.refusal_to_verify(organisation))
    _judge(organisation, Verification.VERIFIED, "verify", by)
    notices.tell_verified(organisation)


@transaction.atomic
def reject(*, organisation: Organisation, by: object | None) -> None:
    """The city does not take this host; its page disappears."""
    _judge(organisation, Verification.REJECTED, "reject", by)


@transaction.atomic
def suspend(*, organisation: Organisation, by: object | None) -> None:
    """The host's page and listings disappear until it is verified again."""
    _judge(organisation, Verification.SUSPENDED, "suspend", by)


def _judge(organisation: Organisation, status: str, verb: str, by: object | None) -> None:
    organisation.verification_status = status
    organisation.assured_date = now().date() if status == Verification.VERIFIED else organisation.assured_date
    organisation.save(update_fields=["verification_status", "assured_date", "modified"])
    journal.record(by=by, verb=verb, noun="organisation", noun_id=organisation.public_id)
    signals.changed.send(Organisation, organisation=organisation)


@transaction.atomic
def join(*, organisation: Organisation, person: Person, is_lead: bool = False, by: object | None = None) -> Membership:
    """Make a person act for a host; joining twice changes nothing."""
    membership, is_new = Membership.objects.get_or_create(
        organisation=organisation, person=person, defaults={"is_lead": is_lead}
    )
    if is_new:
        journal.record(by=by or person, verb="join", noun="organisation", noun_id=organisation.public_id)
    return membership


@transaction.atomic
def introduce(
    *, name: str, organisation_type: str, email: str, contact_name: str, language: str, website: str = ""
) -> Organisation:
    """Somebody introduces a host: it waits for checking and its person gets the link for signing in.

    A host of the same name is not touched: a second row waits, and the coordinator sees both. The answer on the page is the same.
    """
    organisation = add(
        name=name,
        source_language=language,
        by=None,
        organisation_type=organisation_type,
        website=website,
        contact_email=email,
        contact_name=contact_name,
        verification_status=Verification.SUBMITTED,
    )
    invite_member(organisation=organisation, email=email, language=language, by=None)
    return organisation


@transaction.atomic
def invite_member(*, organisation: Organisation, email: str, language: str, by: object | None) -> None:
    """Send a letter whose link lets this e-mail act for the host."""
    code = accounts.invite(email=email, language=language, by=by, purpose=f"{PURPOSE}{organisation.public_id}")
    notices.invite_member(organisation, email, language, code)


@transaction.atomic
def accept_invitation(*, code: str) -> Person:
    """Turn an invitation into an account and, where it names a host, into a membership. Refused once used or old."""
    person, purpose = accounts.accept_invitation(code=code)
    if purpose.startswith(PURPOSE):
        organisation = Organisation.objects.get(public_id=purpose.removeprefix(PURPOSE))
        join(organisation=organisation, person=person, is_lead=not organisation.memberships.exists(), by=person)
    return person


@transaction.atomic
def leave(*, organisation: Organisation, person: Person, by: object | None = None) -> None:
    """The person no longer acts for the host."""
    Membership.objects.filter(organisation=organisation, person=person).delete()
    journal.record(by=by or person, verb="leave", noun="organisation", noun_id=organisation.public_id)


def keep_response_figures(*, organisation: Organisation, median_hours: int | None, rate: int | None) -> None:
    """Store the answer clock's figures over the last 90 days (hours; percent)."""
    Organisation.objects.filter(pk=organisation.pk).update(response_time_median_hours=median_hours, response_rate=rate)


@transaction.atomic
def forget_contact(*, contact: str) -> int:
    """Blank name, e-mail and phone wherever this contact answers for a host; returns how many. The desk shows such hosts as
    without a contact."""
    mine = Organisation.objects.filter(Q(contact_email__iexact=contact) | Q(contact_telephone=contact))
    found = list(mine)
    for organisation in found:
        change(organisation=organisation, by=None, contact_name="", contact_email="", contact_telephone="")
    return len(found)
