"""May it be posted, sent, sent again, cancelled?"""

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mosty.base.clock import now
from mosty.base.errors import Reason
from mosty.channels.models import Channel, Post
from mosty.opportunities.models import Opportunity

LONGEST_TEXT = 5_000
FARTHEST = dt.timedelta(days=180)
PAST_IS_NOW = dt.timedelta(hours=1)
State = Post.State

# Why a post or a channel stands where it stands: the code in the row and what it means for the coordinator.
REASONS: dict[str, str | Promise] = {
    "token_expired": _("The access token has expired. Connect the channel again with a new one."),
    "token_invalid": _("The network does not accept the access token any more. Connect the channel again."),
    "permission_missing": _("The access token may not post to this page. Make one with the right to create posts."),
    "secret_unreadable": _("The stored access token cannot be opened with this installation's key. Enter it again."),
    "rate_limited": _("The network asked us to wait. The post goes out later by itself."),
    "duplicate": _("The network says that this was posted already, but shows no such post."),
    "blocked": _("The network has blocked this post as unwanted. Change the words before you try again."),
    "rejected": _("The network did not take this post. Check the text and the link before you try again."),
    "network_failed": _("The network had a fault of its own."),
    "timed_out": _("The network did not answer in time."),
    "connection_lost": _("The connection broke before the network answered."),
    "connect_failed": _("The network could not be reached."),
    "no_such_host": _("The network could not be reached."),
    "tls_failed": _("The network could not be reached safely."),
    "unreadable_answer": _("The network answered something that cannot be read."),
    "too_big": _("The network answered something that cannot be read."),
    "too_many_pages": _("The page has too many posts to look through."),
    "sender_died": _("The sending was interrupted."),
    "not_shown": _("The listing is not published any more."),
    "gave_up": _("The network could not be reached for a day. Try again when it works."),
    "withdrawn": _("The listing was taken back."),
    "by_person": _("A coordinator decided this."),
}


def sentence_for(code: str) -> str:
    """The reason in words; an unknown code stands for itself."""
    return str(REASONS.get(code, code))


def refusal_to_schedule(
    opportunity: Opportunity, channel: Channel, occasion: str, words: str, due_at: dt.datetime | None
) -> Reason | None:
    """Why these words about this listing may not go to this channel at this time; None when they may."""
    if not opportunity.is_shown:
        return Reason("not_shown", _("Publish the listing first, then post about it."))
    if channel.state == Channel.State.NOT_CONNECTED:
        return Reason("channel_not_connected", _("This channel is not connected yet."), "channel")
    if not words.strip():
        return Reason("text_missing", _("Write what the post says."), "text")
    if len(words) > LONGEST_TEXT:
        return Reason(
            "text_long",
            _("The text is too long: %(length)s characters, at most %(most)s.")
            % {"length": len(words), "most": LONGEST_TEXT},
            "text",
        )
    if due_at is not None and due_at < now() - PAST_IS_NOW:
        return Reason("due_past", _("This time is over. Choose a later one."), "due_at")
    if due_at is not None and due_at > now() + FARTHEST:
        return Reason("due_far", _("Choose a time within half a year."), "due_at")
    others = Post.objects.filter(channel=channel, opportunity=opportunity, occasion=occasion)
    if others.exclude(state=State.CANCELLED).exists():
        return Reason("already_posted", _("There is a post for this occasion on this channel already."), "occasion")
    return None


def warnings(channel: Channel, title_language: str) -> list[Reason]:
    """What the coordinator should see before pressing the button although nothing forbids it."""
    found = []
    if channel.state == Channel.State.STOPPED:
        found.append(
            Reason(
                "channel_stopped",
                _("This channel is stopped. The post waits until you connect it again."),
                "channel",
            )
        )
    if title_language != channel.language:
        found.append(Reason("title_foreign", _("There is no checked title in the language of this channel."), "text"))
    return found


def refusal_to_send(post: Post) -> Reason | None:
    """Why a waiting post must not leave now; asked again at the last moment, because listings close."""
    if post.opportunity is None or not post.opportunity.is_shown:
        return Reason("not_shown", REASONS["not_shown"])
    return None


def refusal_to_send_again(post: Post) -> Reason | None:
    """Only what is known not to be on the network may be sent again: refused posts."""
    if post.state != State.REFUSED:
        return Reason("not_refused", _("Only a refused post can be sent again."))
    return refusal_to_send(post)


def refusal_to_cancel(post: Post) -> Reason | None:
    """What has been sent, or may have been, cannot be called back from here."""
    if post.state not in (State.WAITING, State.REFUSED):
        return Reason("not_waiting", _("This post cannot be cancelled any more."))
    return None


def refusal_to_judge(post: Post) -> Reason | None:
    """A person decides only about uncertain posts."""
    if post.state != State.UNCERTAIN:
        return Reason("not_uncertain", _("This post is not uncertain any more."))
    return None
