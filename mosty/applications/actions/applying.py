"""A person applies."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from mosty.applications import notices, queries, rules, signals
from mosty.applications.actions.writing import Said, wipe_date, write
from mosty.applications.models import Application, Message
from mosty.base.clock import now
from mosty.base.errors import Reason, Refused, refuse_if
from mosty.base.idempotency import fingerprint, once
from mosty.base.ids import code_hash, public_id
from mosty.journal import actions as journal
from mosty.opportunities.actions import take_place
from mosty.opportunities.models import Opportunity, Session

AGAIN = "again:"
ALREADY_SENT = _("You have already written to this host. The answer comes the way you chose.")
PAGE_IN_MAIL = _("You have already written to this host. Your own page is in our e-mail.")
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
        write(application, Message.Author.APPLICANT, Said(words, application.preferred_language))
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
            application.anonymize_at = wipe_date()
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
