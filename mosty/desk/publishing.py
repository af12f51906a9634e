"""From the check to the channels: which there are, and scheduling the ticked ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from mosty.base.errors import Refused
from mosty.channels import actions
from mosty.channels.models import Channel, Post
from mosty.channels.queries import channels_for, draft
from mosty.opportunities.models import Opportunity


@dataclass(frozen=True)
class Choice:
    """A channel beside the publish button: what it would say, and whether it already has."""

    channel: Channel
    words: str
    warnings: list[str]
    post: Post | None


def channel_choices(opportunity: Opportunity) -> list[Choice]:
    """Connected channels that speak to this listing's district, with the draft of each."""
    posts = {
        post.channel_id: post
        for post in Post.objects.filter(opportunity=opportunity).exclude(state="cancelled").order_by("id")
    }
    choices = []
    for channel in channels_for(opportunity):
        if channel.state == Channel.State.NOT_CONNECTED:
            continue
        made = draft(opportunity, channel)
        choices.append(Choice(channel, made.words, [str(row) for row in made.warnings], posts.get(channel.pk)))
    return choices


def schedule_posts(opportunity: Opportunity, ids: Iterable[str], by: object) -> int:
    """Queue one post with picture on each ticked channel; one that has a post already is left as it is. Returns how many."""
    count = 0
    for channel in Channel.objects.filter(public_id__in=list(ids)).order_by("id"):
        try:
            actions.schedule(opportunity=opportunity, channel=channel, words=draft(opportunity, channel).words, by=by)
            count += 1
        except Refused as no:
            if no.reason.code != "already_posted":
                raise
    return count
