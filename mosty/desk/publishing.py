"""From the check to the channels: which there are, what each will say and when, and scheduling the ticked ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from mosty.base.errors import Refused
from mosty.channels import actions
from mosty.channels.forms import PostForm
from mosty.channels.models import Channel, Post
from mosty.channels.queries import channels_for, draft
from mosty.opportunities.models import Opportunity


@dataclass(frozen=True)
class Choice:
    """A channel beside the publish button: what it would say and when, and whether it already has."""

    channel: Channel
    form: PostForm
    warnings: list[str]
    post: Post | None
    is_ticked: bool

    @property
    def is_wrong(self) -> bool:
        return self.is_ticked and self.form.is_bound and not self.form.is_valid()


def channel_choices(opportunity: Opportunity, typed: QueryDict | None = None) -> list[Choice]:
    """Connected channels that speak to this listing's district, with the draft of each, or what was typed instead."""
    posts = {
        post.channel_id: post
        for post in Post.objects.filter(opportunity=opportunity).exclude(state="cancelled").order_by("id")
    }
    ticked = typed.getlist("channel") if typed else []
    choices = []
    for channel in channels_for(opportunity):
        if channel.state == Channel.State.NOT_CONNECTED:
            continue
        made = draft(opportunity, channel)
        own = typed if typed and f"{channel.public_id}-words" in typed else None
        form = PostForm(own, prefix=channel.public_id, initial={"words": made.words})
        form.fields["words"].widget.attrs["lang"] = channel.language
        hints = [str(row) for row in made.warnings]
        choices.append(Choice(channel, form, hints, posts.get(channel.pk), channel.public_id in ticked))
    return choices


def schedule_posts(opportunity: Opportunity, choices: Iterable[Choice], by: object) -> int:
    """Queue one post on each ticked channel; one that has a post already is left as it is. Returns how many.

    Refused as `channels.actions.schedule` says, for example for a time that is over.
    """
    count = 0
    for choice in choices:
        if not choice.is_ticked or choice.post:
            continue
        if choice.form.is_bound and choice.form.is_valid():
            words = {name: choice.form.cleaned_data[name] for name in ("words", "due_at", "has_picture")}
        else:
            words = {"words": choice.form.initial["words"]}
        try:
            actions.schedule(opportunity=opportunity, channel=choice.channel, by=by, **words)
            count += 1
        except Refused as no:
            if no.reason.code != "already_posted":
                raise
    return count
