"""The life of a listing: draft → submitted → changes requested → published → paused, filled, closed, expired."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.accounts.models import Person, Role
from mosty.accounts.rules import has_role
from mosty.base.clock import now, today
from mosty.base.errors import Reason, Refused, refuse_if
from mosty.city.queries import city
from mosty.journal import actions as journal
from mosty.journal.queries import entries_of
from mosty.opportunities import notices, rules, signals
from mosty.opportunities.actions.times import make_sessions
from mosty.opportunities.actions.translating import want_translations
from mosty.opportunities.models import SUBJECT, TEMPLATE_SUBJECT, Opportunity
from mosty.translations.queries import Texts, texts_of

Status = Opportunity.Status
HIDINGS = ("pause", "close")
HIDDEN_BY_CITY = Reason(
    "hidden_by_city", _("The city's coordinator has hidden this. Write to the coordinator to open it again.")
)


def _texts(opportunity: Opportunity) -> Texts:
    return texts_of(SUBJECT, [opportunity.pk])[opportunity.pk]


def _move(opportunity: Opportunity, status: str, verb: str, by: object | None, **fields: Any) -> None:
    opportunity.status = status
    opportunity.modified = now()
    for column, value in fields.items():
        setattr(opportunity, column, value)
    opportunity.save(update_fields=["status", "modified", *fields])
    want_translations(opportunity)
    journal.record(by=by, verb=verb, noun="opportunity", noun_id=opportunity.public_id)
    signals.changed.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def submit(*, opportunity: Opportunity, by: object | None) -> str:
    """The host sends the listing: it goes live at once (template of a verified host) or waits for a coordinator.

    Returns the new status. Refused with the first thing that is missing.
    """
    texts = _texts(opportunity)
    refuse_if(rules.refusal_to_submit(opportunity, texts))
    template_texts = None
    if opportunity.template_id:
        template_texts = texts_of(TEMPLATE_SUBJECT, [opportunity.template_id])[opportunity.template_id]
    if rules.works_at_once(opportunity, texts, template_texts):
        publish(opportunity=opportunity, by=by)
    else:
        send_for_checking(opportunity=opportunity, by=by)
    return opportunity.status


@transaction.atomic
def send_for_checking(*, opportunity: Opportunity, by: object | None) -> None:
    """Put the listing into the coordinators' queue as it is (imports bring unfinished ones)."""
    _move(opportunity, Status.SUBMITTED, "submit", by, submitted_at=now())


@transaction.atomic
def publish(*, opportunity: Opportunity, by: object | None) -> None:
    """Show the listing to everybody. Refused as `rules.refusal_to_publish` says. The host is told once."""
    refuse_if(rules.refusal_to_publish(opportunity, _texts(opportunity)))
    date = today(city().time_zone)
    is_full = opportunity.remaining_capacity == 0
    _move(
        opportunity,
        Status.FILLED if is_full else Status.PUBLISHED,
        "publish",
        by,
        published_at=opportunity.published_at or now(),
        date_posted=opportunity.date_posted or date,
        assured_date=date,
        assured_by="host" if by is None else "coordinator",
        review_note="",
    )
    make_sessions(opportunity=opportunity)
    notices.tell_host_published(opportunity)
    signals.published.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def request_changes(*, opportunity: Opportunity, note: str, by: object | None) -> None:
    """Give the listing back to the host with a note; the host is told."""
    if not note.strip():
        raise Refused(Reason("note_missing", _("Write what the host should change."), "note"))
    _move(opportunity, Status.CHANGES_REQUESTED, "request_changes", by, review_note=note.strip())
    notices.tell_host_changes(opportunity)


@transaction.atomic
def reject(*, opportunity: Opportunity, note: str, by: object | None) -> None:
    """The city does not show this listing; the host is told why."""
    if not note.strip():
        raise Refused(Reason("note_missing", _("Write why the listing is refused."), "note"))
    _move(opportunity, Status.REJECTED, "reject", by, review_note=note.strip())
    notices.tell_host_rejected(opportunity)
    signals.withdrawn.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def pause(*, opportunity: Opportunity, by: object | None) -> None:
    """Hide the listing for a while; `reopen` brings it back."""
    _move(opportunity, Status.PAUSED, "pause", by)
    signals.withdrawn.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def close(*, opportunity: Opportunity, by: object | None) -> None:
    """The offer is over. It leaves the search; its page says so."""
    _move(opportunity, Status.CLOSED, "close", by)
    signals.withdrawn.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def withdraw(*, opportunity: Opportunity, by: object | None) -> None:
    """A source no longer lists it: closed like `close`, with a verb of its own in the journal."""
    _move(opportunity, Status.CLOSED, "withdraw", by)
    signals.withdrawn.send(Opportunity, opportunity=opportunity)


@transaction.atomic
def reopen(*, opportunity: Opportunity, by: object | None) -> None:
    """Undo a pause, a closing, a refusal or an expiry: back to where it can go live; published again if it once was.

    Refused (`hidden_by_city`) where a coordinator has hidden or ended it and somebody else wants it back.
    """
    if _was_hidden_by_city(opportunity) and not has_role(by, Role.Kind.COORDINATOR):
        raise Refused(HIDDEN_BY_CITY)
    if opportunity.published_at and opportunity.status != Status.REJECTED:
        opportunity.status = Status.PAUSED
        publish(opportunity=opportunity, by=by)
    else:
        _move(opportunity, Status.DRAFT, "reopen", by)


def _was_hidden_by_city(opportunity: Opportunity) -> bool:
    """The last who hid or ended it was a coordinator who does not act for its host."""
    hidings = entries_of("opportunity", opportunity.public_id).filter(verb__in=HIDINGS)
    person = Person.objects.filter(pk=hidings.values_list("actor_id", flat=True).first() or 0).first()
    is_own = person is not None and opportunity.organisation.memberships.filter(person=person).exists()
    return (
        opportunity.status in (Status.PAUSED, Status.CLOSED) and not is_own and has_role(person, Role.Kind.COORDINATOR)
    )


@transaction.atomic
def assure(*, opportunity: Opportunity, by: object | None, who: str = "host") -> None:
    """Somebody confirms that the listing still holds; an expired one is shown again."""
    date = today(city().time_zone)
    status = opportunity.status
    if status == Status.EXPIRED:
        status = Status.FILLED if opportunity.remaining_capacity == 0 else Status.PUBLISHED
    _move(opportunity, status, "assure", by, assured_date=date, assured_by=who)


def expire_unconfirmed() -> tuple[int, int]:
    """Ask hosts whose listing was last confirmed too long ago; hide those that were asked two weeks ago and did not answer.

    Also closes listings whose `valid_through` has passed. Returns (asked, hidden).
    """
    days = city().reconfirm_after_days
    date = today(city().time_zone)
    asked = hidden = 0
    shown = Opportunity.objects.filter(status__in=Opportunity.SHOWN).select_related("organisation")
    for opportunity in shown.filter(valid_through__lt=date):
        close(opportunity=opportunity, by=None)
    for opportunity in shown.filter(assured_date__lte=date - dt.timedelta(days=days + 14)):
        with transaction.atomic():
            _move(opportunity, Status.EXPIRED, "expire", None)
            signals.withdrawn.send(Opportunity, opportunity=opportunity)
        hidden += 1
    for opportunity in shown.filter(assured_date__lte=date - dt.timedelta(days=days)):
        asked += notices.ask_host_to_assure(opportunity)
    return asked, hidden


def backdate(*, opportunity: Opportunity, published_at: dt.datetime) -> None:
    """Move the publishing of a demonstration listing into the past."""
    date = published_at.astimezone(city().time_zone).date()
    Opportunity.objects.filter(pk=opportunity.pk).update(published_at=published_at, date_posted=date, assured_date=date)
