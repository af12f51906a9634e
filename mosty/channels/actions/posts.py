"""What a person does with a post: schedule, cancel, decide about an uncertain one."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mosty.base.clock import now
from mosty.base.errors import Reason, Refused, refuse_if
from mosty.channels.actions.history import move
from mosty.channels.models import Channel, Link, Post, PostEvent
from mosty.channels.queries import link_url, target_path
from mosty.channels.rules import (
    refusal_to_cancel,
    refusal_to_judge,
    refusal_to_schedule,
    refusal_to_send_again,
    whole_text,
)
from mosty.journal import actions as journal
from mosty.opportunities.models import Opportunity

State = Post.State
ALREADY = Reason("already_posted", _("There is a post for this occasion on this channel already."), "occasion")
BAD_URL = Reason("bad_url", _("Copy the whole address of the post; it begins with https://."), "external_url")
CHANGED = Reason("changed_meanwhile", _("Somebody or something was faster. Look at the post again."))


@transaction.atomic
def schedule(
    *,
    opportunity: Opportunity,
    channel: Channel,
    words: str,
    occasion: str = Post.Occasion.NEW,
    due_at: dt.datetime | None = None,
    has_picture: bool = True,
    by: object | None,
) -> Post:
    """Queue one post, at once or for `due_at` (UTC); its tracked link is made here and stands below the words.

    Refused as `rules.refusal_to_schedule` says; a second post for the same channel, listing and occasion is refused
    with `already_posted`, also when both arrive at the same moment. Nobody is told.
    """
    refuse_if(refusal_to_schedule(opportunity, channel, occasion, words, due_at))
    try:
        with transaction.atomic():
            link = Link.objects.create(
                purpose=Link.Purpose.POST,
                target_path=target_path(opportunity, channel.language),
                language=channel.language,
                channel=channel,
                opportunity=opportunity,
            )
            post = Post.objects.create(
                channel=channel,
                opportunity=opportunity,
                occasion=occasion,
                language=channel.language,
                text=whole_text(words, link_url(link)),
                link=link,
                has_picture=has_picture,
                due_at=max(due_at or now(), now()),
                scheduled_by_id=getattr(by, "pk", None),
            )
    except IntegrityError:
        raise Refused(ALREADY) from None
    PostEvent.objects.create(post=post, at=now(), state=State.WAITING, by_id=getattr(by, "pk", None))
    journal.record(by=by, verb="schedule", noun="post", noun_id=post.public_id, channel=channel.public_id)
    return post


@transaction.atomic
def cancel(*, post: Post, by: object | None) -> None:
    """Take back a post that waits or was refused; refused (`not_waiting`) once it may have left."""
    refuse_if(refusal_to_cancel(post))
    allowed = Q(state__in=[State.WAITING, State.REFUSED])
    _decide(post, allowed, "cancel", by, state=State.CANCELLED, reason="by_person", is_for_person=False)


@transaction.atomic
def cancel_posts_about(*, opportunity: Opportunity) -> int:
    """A listing was taken back: its waiting posts are cancelled; returns how many."""
    waiting = Post.objects.filter(opportunity=opportunity, state=State.WAITING)
    return sum(move(post, Q(state=State.WAITING), state=State.CANCELLED, reason="withdrawn") for post in waiting)


@transaction.atomic
def send_again(*, post: Post, by: object | None, words: str | None = None) -> None:
    """Let a refused post go out once more, with other words if given; refused as `rules.refusal_to_send_again` says."""
    refuse_if(refusal_to_send_again(post))
    text = post.text if words is None else whole_text(words, link_url(post.link))
    _decide(
        post,
        Q(state=State.REFUSED),
        "send_again",
        by,
        state=State.WAITING,
        text=text,
        due_at=now(),
        attempts=0,
        delays=0,
    )


@transaction.atomic
def mark_confirmed(*, post: Post, external_url: str = "", by: object | None) -> None:
    """A person has seen the uncertain post on the network, perhaps at `external_url` (`bad_url` unless https)."""
    refuse_if(refusal_to_judge(post))
    if external_url and not external_url.startswith("https://"):
        raise Refused(BAD_URL)
    _decide(
        post,
        Q(state=State.UNCERTAIN),
        "confirm",
        by,
        state=State.CONFIRMED,
        reason="by_person",
        external_url=external_url,
        confirmed_at=now(),
        is_for_person=False,
    )


@transaction.atomic
def mark_absent(*, post: Post, is_sent_again: bool = True, by: object | None) -> None:
    """A person has looked and the uncertain post is not there: it goes out once more, or ends as refused."""
    refuse_if(refusal_to_judge(post))
    if is_sent_again:
        ending = {"state": State.WAITING, "reason": "", "due_at": now(), "attempts": 0, "delays": 0}
    else:
        ending = {"state": State.REFUSED, "reason": "by_person"}
    _decide(post, Q(state=State.UNCERTAIN), "absent", by, is_for_person=False, readings=0, **ending)


def _decide(post: Post, allowed: Q, verb: str, by: object | None, **fields: object) -> None:
    """`fields` hold `state` and perhaps `reason` beside columns."""
    if not move(post, allowed, by=by, **fields):  # type: ignore[arg-type]
        raise Refused(CHANGED)
    journal.record(by=by, verb=verb, noun="post", noun_id=post.public_id)
