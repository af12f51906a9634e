"""Letters of this room: a channel has stopped."""

from django.utils.translation import gettext as _

from mosty.accounts.queries import coordinators
from mosty.base.addresses import absolute
from mosty.channels.models import Channel
from mosty.channels.rules import sentence_for
from mosty.city.queries import city
from mosty.notices.actions import send_later


def tell_coordinators_stopped(channel: Channel) -> int:
    """Once per stop and coordinator: what stopped, why, where to connect it again. Returns how many letters wait."""
    told = 0
    for person in coordinators():
        notice = send_later(
            to_address=person.email,
            language=person.preferred_language or city().default_language,
            compose=lambda: (
                _("The channel “%(name)s” has stopped") % {"name": channel.name},
                _(
                    "Hello,\n\nnothing is posted to the channel “%(name)s” now. The reason:\n%(reason)s\n\n"
                    "The posts wait and go out by themselves when you have connected the channel again:\n%(address)s\n"
                )
                % {
                    "name": channel.name,
                    "reason": sentence_for(channel.reason),
                    "address": absolute("desk:channels"),
                },
            ),
            about=f"channel:{channel.public_id}",
            once_key=f"channel-stopped:{channel.pk}:{channel.stopped_at:%Y%m%d%H%M%S%f}:{person.pk}",
        )
        told += notice is not None
    return told
