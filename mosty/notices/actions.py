"""Asking for a letter to be sent, and sending those that are due."""

import datetime as dt
import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils import translation

from mosty.base.clock import now
from mosty.notices.kinds import mail
from mosty.notices.models import Notice

log = logging.getLogger("mosty.notices")
State = Notice.State
LEASE = dt.timedelta(minutes=5)
SIGN_IN = "sign-in"  # what a letter with a code is about; it is worth nothing after 15 minutes
CODE_KEPT = dt.timedelta(hours=1)
WAITS = [dt.timedelta(minutes=m) for m in (1, 5, 30, 120, 720)]


def send_later(
    *,
    to_address: str,
    language: str,
    compose: Callable[[], tuple[str, str]],
    about: str = "",
    reply_to: str = "",
    once_key: str | None = None,
    due_at: dt.datetime | None = None,
) -> Notice | None:
    """Queue one letter in the caller's transaction; the worker sends it.

    `compose` returns (subject, body) and runs with `language` active. With `once_key` the letter exists at most once; a
    second call returns None. An empty address sends nothing and returns None.
    """
    if not to_address:
        return None
    if once_key and Notice.objects.filter(once_key=once_key).exists():
        return None
    with translation.override(language):
        subject, body = compose()
    return Notice.objects.create(
        to_address=to_address,
        language=language,
        subject=" ".join(subject.split())[:200],
        body=body,
        about=about,
        reply_to=reply_to,
        once_key=once_key,
        due_at=due_at or now(),
    )


def send_due(limit: int = 50) -> int:
    """Send what is due; returns how many left. A letter whose sender died is tried again after five minutes."""
    sent = 0
    moment = now()
    Notice.objects.filter(state=State.SENDING, claimed_at__lt=moment - LEASE).update(state=State.WAITING)
    for pk in list(
        Notice.objects.filter(state=State.WAITING, due_at__lte=moment)
        .order_by("due_at", "id")
        .values_list("pk", flat=True)[:limit]
    ):
        claimed = Notice.objects.filter(pk=pk, state=State.WAITING).update(state=State.SENDING, claimed_at=now())
        if claimed:
            sent += _send(Notice.objects.get(pk=pk))
    return sent


def _send(notice: Notice) -> int:
    try:
        outcome = mail.send(notice)
    except Exception as trouble:  # an address that no letter can be made for must not hold up the others
        outcome = mail.Outcome(False, is_final=True, reason=type(trouble).__name__)
    with transaction.atomic():
        notice.attempts += 1
        if outcome.is_sent:
            notice.state, notice.sent_at, notice.failure = State.SENT, now(), ""
        elif outcome.is_final or notice.attempts > len(WAITS):
            notice.state, notice.failure = State.FAILED, outcome.reason
        else:
            notice.state, notice.failure = State.WAITING, outcome.reason
            notice.due_at = now() + WAITS[notice.attempts - 1]
        notice.save(update_fields=["attempts", "state", "sent_at", "failure", "due_at"])
    if notice.state == State.FAILED:
        log.warning("notice %s failed after %s attempts: %s", notice.pk, notice.attempts, notice.failure)
    return int(outcome.is_sent)


def forget_old(days: int) -> int:
    """Wipe address, subject and body of letters that were sent or failed more than `days` ago, of those with a code after
    an hour; returns how many."""
    over = Q(created_at__lt=now() - dt.timedelta(days=days)) | Q(about=SIGN_IN, created_at__lt=now() - CODE_KEPT)
    old = Notice.objects.filter(over, state__in=[State.SENT, State.FAILED])
    return old.exclude(body="").update(to_address="", subject="", body="", reply_to="")


def forget_letters(*, about: str, to_address: str) -> int:
    """Delete the letters about one thing to one address (somebody wants everything gone); returns how many.

    Never by the address alone: whoever wrote it into a form has not shown that it is theirs.
    """
    return Notice.objects.filter(about=about, to_address__iexact=to_address).delete()[0]


def forget_address(address: str) -> int:
    """Delete every letter to this address or to be answered there; only for whoever has shown that it is theirs (erasure)."""
    mine = Q(to_address__iexact=address) | Q(reply_to__iexact=address)
    return Notice.objects.filter(mine).delete()[0]


def drop_waiting() -> int:
    """Delete letters that wait (the demonstration city writes to nobody); returns how many."""
    return Notice.objects.filter(state=State.WAITING).delete()[0]
