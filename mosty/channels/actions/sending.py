"""Sending what is due. A post is claimed, handed over once, and settled; between these steps the process may die.

Nothing here waits or repeats: a later run of the worker finds the row as it stands.
"""

import datetime as dt
import logging
import secrets
import time

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from mosty.base.clock import now
from mosty.channels.actions.channels import stop
from mosty.channels.actions.history import move
from mosty.channels.actions.parcels import account, outgoing
from mosty.channels.kinds import Later, Outcome, Refused, Sent, Stopped, Uncertain
from mosty.channels.kinds.registry import kind_of
from mosty.channels.models import Channel, Post
from mosty.channels.rules import PACE, Pace, refusal_to_send

log = logging.getLogger("mosty.channels")
State = Post.State


def open_channels(moment: dt.datetime) -> Q:
    """Posts whose channel may be spoken to now.

    A subquery on purpose: with a join Django puts the whole condition of an UPDATE into `id IN (…)`, which PostgreSQL
    does not look at again after waiting for a row, and two workers would claim the same post.
    """
    held = Q(held_until__isnull=True) | Q(held_until__lte=moment)
    return Q(channel__in=Channel.objects.filter(held, state=Channel.State.CONNECTED).order_by().values("pk"))


def send_due(*, pace: Pace = PACE, limit: int = 20) -> int:
    """Hand over the posts that are due, oldest first; returns how many the network has confirmed.

    Posts of senders that have died become uncertain first. Coordinators are told once when a channel stops.
    """
    bury_dead_senders(pace)
    moment, ends_at = now(), time.monotonic() + pace.run
    due = Post.objects.filter(open_channels(moment), state=State.WAITING, due_at__lte=moment)
    confirmed = 0
    for pk in list(due.order_by("due_at", "id").values_list("pk", flat=True)[:limit]):
        if time.monotonic() >= ends_at:
            break
        post = _claim(pk)
        if post is not None:
            _hand_over(post, pace)
            confirmed += post.state == State.CONFIRMED
    return confirmed


def bury_dead_senders(pace: Pace) -> int:
    """Whoever claimed a post longer than the lease ago has died on the way: nobody knows whether the post left."""
    too_long = Q(state=State.SENDING, claimed_at__lt=now() - pace.lease)
    return sum(_make_uncertain(post, too_long, "sender_died", pace) for post in Post.objects.filter(too_long))


def _claim(pk: int) -> Post | None:
    """Take a waiting post for this process, in one statement, only while its channel is open."""
    moment = now()
    with transaction.atomic():
        taken = move(
            Post(pk=pk),
            Q(state=State.WAITING, due_at__lte=moment) & open_channels(moment),
            state=State.SENDING,
            claim=secrets.token_hex(16),
            claimed_at=moment,
            first_tried_at=Coalesce(F("first_tried_at"), moment),
            attempts=F("attempts") + 1,
        )
    related = Post.objects.select_related("channel", "opportunity__organisation", "opportunity__place", "link")
    return related.get(pk=pk) if taken else None


def _hand_over(post: Post, pace: Pace) -> None:
    """The one call, and what it means for the row."""
    mine = Q(state=State.SENDING, claim=post.claim)
    refusal = refusal_to_send(post)
    if refusal is not None:
        move(post, mine, state=State.REFUSED, reason=refusal.code, attempts=F("attempts") - 1)
        return
    opened = account(post.channel)
    if opened is None:
        settle(post, Stopped("secret_unreadable"), pace)
        return
    try:
        parcel = outgoing(post)
    except Exception:
        # Nothing has left yet; a picture that cannot be drawn today may be drawn tomorrow.
        log.exception("post %s could not be made ready", post.public_id)
        settle(post, Later("rejected"), pace)
        return
    # Drawing took too long: by the end of the call somebody else would hold the post. It has not left, so it waits.
    if post.claimed_at is None or now() + dt.timedelta(seconds=pace.deadline) > post.claimed_at + pace.lease:
        move(post, mine, state=State.WAITING, attempts=F("attempts") - 1)
        return
    settle(post, kind_of(post.channel.kind).send(opened, parcel, pace.deadline), pace)


def settle(post: Post, outcome: Outcome, pace: Pace) -> None:
    """Write down how the call ended. Who no longer holds the post changes nothing; a confirmation always counts."""
    mine = Q(state=State.SENDING, claim=post.claim)
    with transaction.atomic():
        if isinstance(outcome, Sent):
            confirm(post, mine | Q(state=State.UNCERTAIN, claim=post.claim), outcome)
        elif isinstance(outcome, Uncertain):
            if not outcome.is_taken:
                hold(post.channel, now() + pace.trouble_hold)
            _make_uncertain(post, mine, outcome.reason, pace)
        elif isinstance(outcome, Refused):
            if outcome.is_block:
                hold(post.channel, now() + pace.block_hold)
            move(post, mine, state=State.REFUSED, reason=outcome.reason)
        elif isinstance(outcome, Stopped):
            stop(channel=post.channel, reason=outcome.reason)
            move(post, mine, state=State.WAITING, reason=outcome.reason, attempts=F("attempts") - 1)
        else:
            _put_off(post, mine, outcome, pace)


def confirm(post: Post, allowed: Q, found: Sent) -> bool:
    """The network has it."""
    return move(
        post,
        allowed,
        state=State.CONFIRMED,
        external_id=found.external_id,
        external_url=found.url,
        confirmed_at=now(),
        is_for_person=False,
    )


def hold(channel: Channel, until: dt.datetime) -> None:
    """Nothing goes to this channel before `until`; an earlier end never replaces a later one."""
    shorter = Q(held_until__isnull=True) | Q(held_until__lt=until)
    Channel.objects.filter(shorter, pk=channel.pk).update(held_until=until)


def _put_off(post: Post, mine: Q, outcome: Later, pace: Pace) -> None:
    """It did not arrive: again at the moment the network named, else after the next longer wait, else refused."""
    if outcome.until is not None:
        hold(post.channel, outcome.until)
        due_at, delays = outcome.until, post.delays
    else:
        wait = pace.delay(post.delays)
        if wait is None:
            move(post, mine, state=State.REFUSED, reason="gave_up", attempts=F("attempts") - 1)
            return
        hold(post.channel, now() + pace.trouble_hold)
        due_at, delays = now() + wait, post.delays + 1
    move(
        post,
        mine,
        state=State.WAITING,
        reason=outcome.reason,
        due_at=due_at,
        delays=delays,
        attempts=F("attempts") - 1,
    )


def _make_uncertain(post: Post, allowed: Q, reason: str, pace: Pace) -> bool:
    moment = now()
    return move(
        post,
        allowed,
        state=State.UNCERTAIN,
        reason=reason,
        uncertain_at=moment,
        read_at=moment + pace.reading_wait(0),
        readings=0,
    )
