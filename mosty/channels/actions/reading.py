"""Reading uncertain posts back: found ones are confirmed, absent ones go out again, the rest waits for a person."""

import datetime as dt
import time

from django.db import transaction
from django.db.models import Q

from mosty.base.clock import now
from mosty.channels.actions.channels import stop
from mosty.channels.actions.history import move
from mosty.channels.actions.parcels import account
from mosty.channels.actions.sending import confirm, hold, open_channels
from mosty.channels.kinds import Absent, Later, Outgoing, Reading, Sent, Stopped
from mosty.channels.kinds.registry import kind_of
from mosty.channels.models import Post
from mosty.channels.queries import link_path, link_url
from mosty.channels.rules import PACE, Pace

State = Post.State
# Clocks differ, and a network may date a post by when the call began.
CLOCK_MARGIN = dt.timedelta(minutes=10)


def read_back_due(*, pace: Pace = PACE, limit: int = 20) -> int:
    """Look for uncertain posts on their networks; returns how many were found and confirmed.

    Absent counts as proven only when a complete reading began after the consistency window had passed; then the post
    goes out again, at most `pace.most_attempts` times in all. After `pace.most_readings` a person is asked.
    """
    moment, ends_at = now(), time.monotonic() + pace.run
    due = Post.objects.filter(open_channels(moment), state=State.UNCERTAIN, is_for_person=False, read_at__lte=moment)
    found = 0
    for pk, read_at in list(due.order_by("read_at", "id").values_list("pk", "read_at")[:limit]):
        if time.monotonic() >= ends_at:
            break
        if claim_reading(pk, read_at, pace):
            post = Post.objects.select_related("channel", "link").get(pk=pk)
            _read(post, pace)
            found += post.state == State.CONFIRMED
    return found


def claim_reading(pk: int, read_at: dt.datetime | None, pace: Pace) -> bool:
    """Take an uncertain post for this process by moving its next reading behind the lease, in one statement."""
    mine = Post.objects.filter(open_channels(now()), pk=pk, state=State.UNCERTAIN, read_at=read_at)
    return bool(mine.update(read_at=now() + pace.lease))


def _read(post: Post, pace: Pace) -> None:
    began_at = now()
    opened = account(post.channel)
    if opened is None:
        stop(channel=post.channel, reason="secret_unreadable")
        return
    parcel = Outgoing(post.text, link_url(post.link), link_path(post.link.code))
    since = (post.first_tried_at or post.created_at) - CLOCK_MARGIN
    reading = kind_of(post.channel.kind).read_back(opened, parcel, since, pace.deadline)
    with transaction.atomic():
        _conclude(post, reading, began_at, pace)


def _conclude(post: Post, reading: Reading, began_at: dt.datetime, pace: Pace) -> None:
    still = Q(state=State.UNCERTAIN, claim=post.claim)
    if isinstance(reading, Sent):
        confirm(post, still, reading)
        return
    is_proof = post.uncertain_at is not None and began_at >= post.uncertain_at + pace.consistency
    if isinstance(reading, Absent) and is_proof:
        _act_on_absence(post, still, pace)
        return
    next_at = now() + pace.reading_wait(post.readings + 1)
    if isinstance(reading, Stopped):
        stop(channel=post.channel, reason=reading.reason)
    elif isinstance(reading, Later) and reading.until is not None:
        hold(post.channel, reading.until)
        next_at = max(next_at, reading.until)
    is_enough = post.readings + 1 >= pace.most_readings
    Post.objects.filter(still, pk=post.pk).update(read_at=next_at, readings=post.readings + 1, is_for_person=is_enough)


def _act_on_absence(post: Post, still: Q, pace: Pace) -> None:
    """Nothing of it is there and nothing more can appear: sending it again cannot make two of it."""
    if post.reason == "duplicate":
        move(post, still, state=State.REFUSED, reason="duplicate")
    elif post.attempts >= pace.most_attempts:
        move(post, still, state=State.UNCERTAIN, reason=post.reason, is_for_person=True)
    else:
        move(post, still, state=State.WAITING, reason=post.reason, due_at=now())
