"""The host answers, the person writes back or withdraws."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.applications import notices, queries, rules, signals
from mosty.applications.actions.writing import Said, locked, wipe_date, write
from mosty.applications.models import Application, Message
from mosty.base.clock import now
from mosty.base.errors import Reason, Refused, refuse_if
from mosty.journal import actions as journal
from mosty.opportunities.actions import cancel_session, release_place, take_place
from mosty.opportunities.models import Opportunity, Session

Status = Application.Status


@transaction.atomic
def accept(
    *, application: Application, words: str, language: str, by: object | None, phrases: Sequence[str] = ()
) -> None:
    """The host says yes: a place is taken, the applicant is told. Refused when no place is left (`full`)."""
    application = locked(application)
    refuse_if(rules.refusal_to_accept(application))
    if not take_place(opportunity=application.opportunity, session=application.session, count=application.group_size):
        raise Refused(Reason("full", _("No place is left. Raise the number of places first, or use the waiting list.")))
    application.holds_place = True
    _answer(application, Status.ACCEPTED, Said(words, language, phrases), by, "accept")


@transaction.atomic
def decline(
    *, application: Application, reason: str, words: str, language: str, by: object | None, phrases: Sequence[str] = ()
) -> None:
    """The host says no, with a reason from the closed list; a held place goes back; the applicant is told."""
    application = locked(application)
    refuse_if(rules.refusal_to_answer(application))
    if reason not in Application.DeclineReason.values:
        raise Refused(Reason("reason_missing", _("Choose a reason."), "reason"))
    _give_back(application)
    application.decline_reason = reason
    _answer(application, Status.DECLINED, Said(words, language, phrases), by, "decline")


@transaction.atomic
def ask_back(
    *, application: Application, words: str, language: str, by: object | None, phrases: Sequence[str] = ()
) -> None:
    """The host asks something; the applicant is told and can answer on the own page."""
    application = locked(application)
    refuse_if(rules.refusal_to_answer(application))
    if not (words.strip() or phrases):
        raise Refused(Reason("words_missing", _("Write your question."), "words"))
    status = Status.IN_CONVERSATION if application.status == Status.SUBMITTED else application.status
    _answer(application, status, Said(words, language, phrases), by, "ask")


@transaction.atomic
def put_on_waiting_list(
    *, application: Application, words: str, language: str, by: object | None, phrases: Sequence[str] = ()
) -> None:
    """The host keeps the person in reserve; a held place goes back; the applicant is told."""
    application = locked(application)
    refuse_if(rules.refusal_to_answer(application))
    _give_back(application)
    _answer(application, Status.WAITLISTED, Said(words, language, phrases), by, "waitlist")


@transaction.atomic
def write_back(*, application: Application, words: str, phrases: Sequence[str] = ()) -> None:
    """The applicant answers on the own page; the host is told."""
    application = locked(application)
    refuse_if(rules.refusal_to_answer(application))
    if not (words.strip() or phrases):
        raise Refused(Reason("words_missing", _("Write a few words first."), "words"))
    write(application, Message.Author.APPLICANT, Said(words, application.preferred_language, phrases))
    journal.record(by=None, verb="write", noun="application", noun_id=application.public_id)
    notices.tell_host_message(application)


@transaction.atomic
def withdraw(*, application: Application) -> None:
    """The applicant no longer wants to come: the place goes back, the next on the waiting list is shown to the host."""
    application = locked(application)
    refuse_if(rules.refusal_to_withdraw(application))
    held = application.holds_place
    _give_back(application)
    application.status, application.decided_at = Status.WITHDRAWN, now()
    application.anonymize_at = wipe_date()
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


def _give_back(application: Application) -> None:
    if application.holds_place:
        release_place(opportunity=application.opportunity, session=application.session, count=application.group_size)
        application.holds_place = False


def _answer(application: Application, status: str, said: "Said", by: object | None, verb: str) -> None:
    moment = now()
    application.status = status
    application.first_response_at = application.first_response_at or moment
    if status in (Status.ACCEPTED, Status.DECLINED):
        application.decided_at = moment
        application.anonymize_at = wipe_date()
    application.save()
    message = write(application, Message.Author.HOST, said)
    journal.record(by=by, verb=verb, noun="application", noun_id=application.public_id)
    notices.tell_applicant_answered(application, message)
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
        following.anonymize_at = wipe_date()
        following.save()
        notices.tell_applicant_answered(following, None)
