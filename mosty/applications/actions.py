"""Every write about applications."""

import datetime as dt
import logging
import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.actions import erase
from mosty.applications import notices, queries, rules, signals
from mosty.applications.models import Application, Message
from mosty.base.clock import now
from mosty.base.errors import Reason, Refused, refuse_if
from mosty.base.idempotency import fingerprint, once
from mosty.base.ids import code_hash, public_id
from mosty.city.queries import city
from mosty.journal import actions as journal
from mosty.notices.actions import forget_address, forget_letters
from mosty.opportunities import actions as opportunities
from mosty.opportunities.actions import cancel_session, release_place, take_place
from mosty.opportunities.models import Opportunity, Session
from mosty.organisations import actions as organisations
from mosty.organisations.actions import keep_response_figures
from mosty.organisations.models import Organisation

AGAIN = "again:"
SHORTEST_NUMBER = 9  # digits of a phone number without the country, in both cities
ALREADY_SENT = _("You have already written to this host. The answer comes the way you chose.")
PAGE_IN_MAIL = _("You have already written to this host. Your own page is in our e-mail.")
log = logging.getLogger("mosty.applications")
Status = Application.Status


def apply(
    *,
    opportunity: Opportunity,
    session: Session | None,
    given_name: str,
    preferred_channel: str,
    contact: str,
    preferred_language: str,
    words: str,
    group_size: int = 1,
    form_key: str,
    source_channel: str = "web",
    source_language: str = "",
) -> tuple[Application, bool]:
    """Send an application; returns it and whether it is new.

    A repeated send of the same form (`form_key`) gives the first application back. The same content from another form within
    a day makes no second one and is refused (`already_sent`): whoever knows a name and a number must not get somebody's page;
    its address goes to the contact once more. Where a place is given at once it is taken now, else the person goes on the
    waiting list. The host and, by mail, the applicant are told. Refused as `rules.refusal_to_apply` and
    `rules.contact_refusal` say, and with `full` when no place and no list is left.
    """
    content = fingerprint(
        opportunity.pk, session and session.pk, given_name, preferred_channel, contact, words, group_size
    )

    new = Application(
        opportunity=opportunity,
        session=session,
        given_name=given_name,
        preferred_channel=preferred_channel,
        contact=contact,
        content_hash=content,
        preferred_language=preferred_language,
        group_size=group_size,
        source_channel=source_channel,
        source_language=source_language or preferred_language,
    )
    made, is_new = once(key=f"apply:{form_key}", content=content, effect=lambda: _send_unless_sent(new, words))
    application = Application.objects.select_related(*queries.FULL).get(public_id=made.removeprefix(AGAIN))
    if made.startswith(AGAIN):
        notices.tell_applicant_again(application)
        is_mailed = preferred_channel == Application.Channel.EMAIL
        raise Refused(Reason("already_sent", PAGE_IN_MAIL if is_mailed else ALREADY_SENT))
    return application, is_new


def _send_unless_sent(application: Application, words: str) -> str:
    """The id of the new row, or of the one that holds the same content already, marked as such."""
    day_ago = now() - dt.timedelta(days=1)
    sent = Application.objects.filter(content_hash=application.content_hash, submitted_at__gte=day_ago)
    same = sent.filter(status__in=Application.OPEN).first()
    if same is not None:
        return f"{AGAIN}{same.public_id}"
    refuse_if(rules.refusal_to_apply(application.opportunity, application.session))
    refuse_if(rules.contact_refusal(application.preferred_channel, application.contact))
    return _send(application, words)


def _send(application: Application, words: str) -> str:
    """Give the new row its id and code, a place or a number on the list, store it, tell everybody; returns the id."""
    new_id = public_id()
    application.public_id, application.access_code_hash = new_id, code_hash(rules.access_code(new_id))
    application.submitted_at = now()
    _place_newcomer(application)
    application.save()
    if words:
        _write(application, Message.Author.APPLICANT, application.preferred_language, words)
    opportunity = application.opportunity
    journal.record(by=None, verb="apply", noun="application", noun_id=new_id, opportunity=opportunity.public_id)
    notices.tell_host_applied(application)
    notices.tell_applicant_received(application)
    signals.applied.send(Application, application=application)
    return new_id


def _place_newcomer(application: Application) -> None:
    """Direct listings give the place now; a listing that is full, or whose list has begun, puts the person on the list."""
    opportunity, session = application.opportunity, application.session
    if opportunity.apply_mode == Opportunity.ApplyMode.DIRECT:
        if take_place(opportunity=opportunity, session=session, count=application.group_size):
            application.status, application.holds_place = Status.ACCEPTED, True
            application.first_response_at = application.decided_at = now()
            application.anonymize_at = _wipe_date()
            return
    elif _has_room(opportunity, session, application.group_size):
        return
    waiting = Application.objects.filter(opportunity=opportunity, session=session, status=Status.WAITLISTED)
    if waiting.count() >= opportunity.waiting_list_capacity:
        raise Refused(Reason("full", _("All places are taken and the waiting list is full.")))
    application.status = Status.WAITLISTED


def _has_room(opportunity: Opportunity, session: Session | None, count: int) -> bool:
    pools = [pool for pool in (session, opportunity) if pool is not None]
    if session is not None and session.maximum_capacity is not None:
        pools = [session]
    for pool in pools:
        pool.refresh_from_db(fields=["taken_capacity", "maximum_capacity"])
    return all(pool.remaining_capacity is None or pool.remaining_capacity >= count for pool in pools)


def _write(application: Application, author: str, language: str, words: str) -> None:
    Message.objects.create(application=application, author=author, language=language, words=words, written_at=now())


@transaction.atomic
def accept(*, application: Application, words: str, language: str, by: object | None) -> None:
    """The host says yes: a place is taken, the applicant is told. Refused when no place is left (`full`)."""
    application = _locked(application)
    refuse_if(rules.refusal_to_accept(application))
    if not take_place(opportunity=application.opportunity, session=application.session, count=application.group_size):
        raise Refused(Reason("full", _("No place is left. Raise the number of places first, or use the waiting list.")))
    application.holds_place = True
    _answer(application, Status.ACCEPTED, words, language, by, "accept")


@transaction.atomic
def decline(*, application: Application, reason: str, words: str, language: str, by: object | None) -> None:
    """The host says no, with a reason from the closed list; a held place goes back; the applicant is told."""
    application = _locked(application)
    refuse_if(rules.refusal_to_answer(application))
    if reason not in Application.DeclineReason.values:
        raise Refused(Reason("reason_missing", _("Choose a reason."), "reason"))
    _give_back(application)
    application.decline_reason = reason
    _answer(application, Status.DECLINED, words, language, by, "decline")


@transaction.atomic
def ask_back(*, application: Application, words: str, language: str, by: object | None) -> None:
    """The host asks something; the applicant is told and can answer on the own page."""
    application = _locked(application)
    refuse_if(rules.refusal_to_answer(application))
    if not words.strip():
        raise Refused(Reason("words_missing", _("Write your question."), "words"))
    status = Status.IN_CONVERSATION if application.status == Status.SUBMITTED else application.status
    _answer(application, status, words, language, by, "ask")


@transaction.atomic
def put_on_waiting_list(*, application: Application, words: str, language: str, by: object | None) -> None:
    """The host keeps the person in reserve; a held place goes back; the applicant is told."""
    application = _locked(application)
    refuse_if(rules.refusal_to_answer(application))
    _give_back(application)
    _answer(application, Status.WAITLISTED, words, language, by, "waitlist")


@transaction.atomic
def write_back(*, application: Application, words: str) -> None:
    """The applicant answers on the own page; the host is told."""
    application = _locked(application)
    refuse_if(rules.refusal_to_answer(application))
    if not words.strip():
        raise Refused(Reason("words_missing", _("Write a few words first."), "words"))
    _write(application, Message.Author.APPLICANT, application.preferred_language, words.strip())
    journal.record(by=None, verb="write", noun="application", noun_id=application.public_id)
    notices.tell_host_message(application)


@transaction.atomic
def withdraw(*, application: Application) -> None:
    """The applicant no longer wants to come: the place goes back, the next on the waiting list is shown to the host."""
    application = _locked(application)
    refuse_if(rules.refusal_to_withdraw(application))
    held = application.holds_place
    _give_back(application)
    application.status, application.decided_at = Status.WITHDRAWN, now()
    application.anonymize_at = _wipe_date()
    application.save()
    journal.record(by=None, verb="withdraw", noun="application", noun_id=application.public_id)
    notices.tell_host_withdrawn(application)
    if held:
        _move_up(application.opportunity, application.session)
    signals.withdrawn.send(Application, application=application)


@transaction.atomic
def cancel_date(*, session: Session, by: object | None) -> int:
    """A date does not take place: whoever has applied for it and is not declined is told once; returns how many."""
    cancel_session(session=session, by=by)
    waiting = Application.objects.filter(session=session, status__in=Application.OPEN, is_anonymized=False).order_by(
        "id"
    )
    told = 0
    for application in waiting.select_related(*queries.FULL):
        notices.tell_applicant_date_cancelled(application)
        told += 1
    return told


@transaction.atomic
def delete(*, application: Application) -> None:
    """The applicant wants everything gone: withdraw if open, then wipe name, contact, words and letters. Counts stay."""
    if application.status in Application.OPEN:
        withdraw(application=application)
    _wipe(_locked(application))


def _locked(application: Application) -> Application:
    rows = Application.objects.select_for_update(of=("self",)).select_related("opportunity__organisation", "session")
    return rows.get(pk=application.pk)


def _give_back(application: Application) -> None:
    if application.holds_place:
        release_place(opportunity=application.opportunity, session=application.session, count=application.group_size)
        application.holds_place = False


def _answer(application: Application, status: str, words: str, language: str, by: object | None, verb: str) -> None:
    moment = now()
    application.status = status
    application.first_response_at = application.first_response_at or moment
    if status in (Status.ACCEPTED, Status.DECLINED):
        application.decided_at = moment
        application.anonymize_at = _wipe_date()
    application.save()
    if words.strip():
        _write(application, Message.Author.HOST, language, words.strip())
    journal.record(by=by, verb=verb, noun="application", noun_id=application.public_id)
    notices.tell_applicant_answered(application, words.strip())
    signals.answered.send(Application, application=application)


def _move_up(opportunity: Opportunity, session: Session | None) -> None:
    """Direct listings fill a freed place from the waiting list, in order; other hosts decide themselves."""
    if opportunity.apply_mode != Opportunity.ApplyMode.DIRECT:
        return
    waiting = Application.objects.filter(opportunity=opportunity, session=session, status=Status.WAITLISTED)
    following = waiting.select_for_update(of=("self",)).order_by("id").first()
    if following and take_place(opportunity=opportunity, session=session, count=following.group_size):
        following.status, following.holds_place, following.decided_at = Status.ACCEPTED, True, now()
        following.first_response_at = following.first_response_at or now()
        following.anonymize_at = _wipe_date()
        following.save()
        notices.tell_applicant_answered(following, "")


def _wipe_date() -> dt.datetime:
    return now() + dt.timedelta(days=city().retention["application_after_decision"])


def _wipe(application: Application) -> None:
    if application.contact:
        forget_letters(about=notices.about(application), to_address=application.contact)
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
