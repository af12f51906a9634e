"""What time does to applications: reminders, figures, forgetting."""

import datetime as dt
import re

from django.db import transaction

from mosty.accounts.actions import erase
from mosty.applications import notices, queries, rules
from mosty.applications.actions.answering import withdraw
from mosty.applications.actions.writing import SUBJECT, locked
from mosty.applications.models import Application
from mosty.base.clock import now
from mosty.journal import actions as journal
from mosty.notices.actions import forget_address, forget_letters
from mosty.opportunities import actions as opportunities
from mosty.organisations import actions as organisations
from mosty.organisations.actions import keep_response_figures
from mosty.organisations.models import Organisation
from mosty.translations import actions as translations

SHORTEST_NUMBER = 9  # digits of a phone number without the country, in both cities


@transaction.atomic
def delete(*, application: Application) -> None:
    """The applicant wants everything gone: withdraw if open, then wipe name, contact, words and letters. Counts stay."""
    if application.status in Application.OPEN:
        withdraw(application=application)
    _wipe(locked(application))


def _wipe(application: Application) -> None:
    if application.contact:
        forget_letters(about=notices.about(application), to_address=application.contact)
    for message in application.messages.all():
        translations.forget(subject=SUBJECT, subject_id=message.pk)
    application.messages.all().delete()
    application.given_name = application.contact = application.content_hash = ""
    application.is_anonymized = True
    application.save(update_fields=["given_name", "contact", "content_hash", "is_anonymized"])
    journal.record(by=None, verb="wipe", noun="application", noun_id=application.public_id)


def wipe_due() -> int:
    """Wipe applications whose time is over; returns how many."""
    due = Application.objects.filter(anonymize_at__lte=now(), is_anonymized=False).select_related(
        "opportunity", "session"
    )
    count = 0
    for application in due:
        with transaction.atomic():
            _wipe(application)
        count += 1
    return count


def remind_hosts() -> int:
    """Remind hosts of unanswered applications on day 3 and day 7; returns how many letters were queued."""
    queued = 0
    for number, delay in enumerate(rules.REMIND_HOST_AFTER, start=1):
        waiting = Application.objects.waiting_for_answer().filter(submitted_at__lte=now() - delay, reminders__lt=number)
        for application in waiting.select_related(*queries.FULL):
            with transaction.atomic():
                changed = Application.objects.filter(pk=application.pk, reminders__lt=number).update(reminders=number)
                if changed:
                    notices.remind_host(application, number)
                    queued += 1
    return queued


def count_answers() -> int:
    """Refresh the answer clock's figures of every host that got applications; returns how many hosts."""
    hosts = Organisation.objects.filter(opportunities__applications__isnull=False).distinct()
    for host in hosts:
        median, rate = queries.response_figures(host.pk)
        keep_response_figures(organisation=host, median_hours=median, rate=rate)
    return len(hosts)


def backdate(*, application: Application, submitted_at: dt.datetime) -> None:
    """Move a demonstration application into the past; the first answer, if any, comes half a day to two days later."""
    application.refresh_from_db()
    shift = dt.timedelta(hours=14 + application.pk % 30)
    Application.objects.filter(pk=application.pk).update(
        submitted_at=submitted_at, first_response_at=application.first_response_at and submitted_at + shift
    )


@transaction.atomic
def erase_person(*, contact: str) -> dict[str, int]:
    """Forget everything kept under an e-mail, phone number or user name; returns how many rows of each kind.

    For the city, once it knows that the contact is the asker's own. Open applications are withdrawn (the host is told), hosts
    and listings it answers for stay without a contact. Counts, states and the journal's bare numbers stay.
    """
    found = {"applications": 0, "accounts": erase(email=contact), "letters": 0, "hosts": 0, "listings": 0}
    for application in _under(contact):
        delete(application=application)
        found["applications"] += 1
    found["letters"] = forget_address(contact)
    found["hosts"] = organisations.forget_contact(contact=contact)
    found["listings"] = opportunities.forget_contact(contact=contact)
    return found


def _under(contact: str) -> list[Application]:
    """Applications with this contact; numbers are the same however they are spaced."""
    digits = re.sub(r"\D", "", contact)
    is_number = len(digits) >= SHORTEST_NUMBER and not re.search(r"[^\d\s()+/.-]", contact)
    rows = Application.objects.filter(is_anonymized=False).select_related(*queries.FULL)
    if not is_number:
        return list(rows.filter(contact__iexact=contact))
    numbers = rows.exclude(preferred_channel=Application.Channel.EMAIL).exclude(contact="")
    return [row for row in numbers if re.sub(r"\D", "", row.contact)[-SHORTEST_NUMBER:] == digits[-SHORTEST_NUMBER:]]
