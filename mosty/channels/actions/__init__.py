"""Every write of this room: channels, posts, sending, links."""

from mosty.channels.actions.channels import (
    add_channel,
    change_channel,
    connect_channel,
    disconnect,
    reconnect,
    reseal_secrets,
)
from mosty.channels.actions.links import count_click, poster_link
from mosty.channels.actions.posts import (
    cancel,
    cancel_posts_about,
    mark_absent,
    mark_confirmed,
    schedule,
    send_again,
)
from mosty.channels.actions.reading import read_back_due
from mosty.channels.actions.sending import send_due

__all__ = [
    "add_channel",
    "cancel",
    "cancel_posts_about",
    "change_channel",
    "connect_channel",
    "count_click",
    "disconnect",
    "mark_absent",
    "mark_confirmed",
    "poster_link",
    "read_back_due",
    "reconnect",
    "reseal_secrets",
    "schedule",
    "send_again",
    "send_due",
]
