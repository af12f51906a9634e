"""Channels: adding, connecting, stopping."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.base.clock import now
from mosty.base.errors import Reason, Refused
from mosty.channels import notices
from mosty.channels.kinds import Account, Sent, Stopped
from mosty.channels.kinds.registry import kind_of
from mosty.channels.models import Channel
from mosty.channels.rules import PACE, sentence_for
from mosty.channels.rules.secrets import reseal, seal
from mosty.city.models import District
from mosty.journal import actions as journal

State = Channel.State
WRONG_PAGE = Reason("wrong_page", _("This access token belongs to another page. Check the page id."), "external_id")
TAKEN = Reason("page_taken", _("This page is connected as another channel already."), "external_id")


@transaction.atomic
def add_channel(
    *, kind: str, name: str, language: str, districts: Iterable[District] = (), by: object | None
) -> Channel:
    """A new channel, not connected yet: nothing can be posted to it. Nobody is told."""
    channel = Channel.objects.create(kind=kind, name=name, language=language)
    channel.districts.set(districts)
    journal.record(by=by, verb="add", noun="channel", noun_id=channel.public_id)
    return channel


@transaction.atomic
def change_channel(
    *, channel: Channel, name: str, language: str, districts: Iterable[District], by: object | None
) -> None:
    """Change name, language or districts. Posts that wait keep their words."""
    channel.name, channel.language = name, language
    channel.save(update_fields=["name", "language"])
    channel.districts.set(districts)
    journal.record(by=by, verb="change", noun="channel", noun_id=channel.public_id)


def connect_channel(*, channel: Channel, external_id: str, secret: str, by: object | None) -> None:
    """Ask the network whether `secret` opens the page, store it sealed, and let waiting posts go.

    Refused with the network's reason when it does not (`token_invalid` …), with `not_reached` when nobody answers, with
    `wrong_page` when it opens another page, with `page_taken` when the page is another channel's.
    """
    external_id, secret = external_id.strip(), secret.strip()
    found = kind_of(channel.kind).check(Account(external_id, secret), PACE.deadline)
    if isinstance(found, Stopped):
        raise Refused(Reason(found.reason, sentence_for(found.reason), "secret"))
    if not isinstance(found, Sent):
        raise Refused(Reason("not_reached", sentence_for(found.reason), "secret", {"why": found.reason}))
    if found.external_id != external_id:
        raise Refused(WRONG_PAGE)
    try:
        with transaction.atomic():
            _let_in(channel, external_id, secret)
            journal.record(by=by, verb="connect", noun="channel", noun_id=channel.public_id)
    except IntegrityError:
        raise Refused(TAKEN) from None


def _let_in(channel: Channel, external_id: str, secret: str) -> None:
    channel.external_id, channel.secret = external_id, seal(secret)
    channel.state, channel.reason, channel.connected_at = State.CONNECTED, "", now()
    channel.stopped_at = channel.told_at = channel.held_until = None
    channel.save(
        update_fields=[
            *(
                "external_id",
                "secret",
                "state",
                "reason",
                "connected_at",
                "stopped_at",
                "told_at",
                "held_until",
            ),
        ]
    )


def reconnect(*, channel: Channel, secret: str, by: object | None) -> None:
    """Give a stopped channel a new secret for the same page; refused as `connect_channel`. Waiting posts go out."""
    connect_channel(channel=channel, external_id=channel.external_id, secret=secret, by=by)


@transaction.atomic
def disconnect(*, channel: Channel, by: object | None) -> None:
    """Forget the secret. Posts that wait stay waiting until the channel is connected again or they are cancelled."""
    channel.state, channel.reason, channel.secret = State.NOT_CONNECTED, "", ""
    channel.save(update_fields=["state", "reason", "secret"])
    journal.record(by=by, verb="disconnect", noun="channel", noun_id=channel.public_id)


@transaction.atomic
def stop(*, channel: Channel, reason: str) -> bool:
    """The network lets us in no more: nothing is sent until a person connects the channel again.

    Coordinators are told once, by whoever changes the state. An answer to an older secret stops nothing: `channel` must
    be the row as it was read before the call. Returns whether this call stopped it.
    """
    stopped_at = now()
    found = Channel.objects.filter(pk=channel.pk, state=State.CONNECTED, connected_at=channel.connected_at)
    if not found.update(state=State.STOPPED, reason=reason, stopped_at=stopped_at, told_at=stopped_at):
        return False
    channel.refresh_from_db()
    journal.record(by=None, verb="stop", noun="channel", noun_id=channel.public_id, reason=reason)
    notices.tell_coordinators_stopped(channel)
    return True


@transaction.atomic
def reseal_secrets() -> tuple[int, int]:
    """After SECRET_KEY has changed (the old one in SECRET_KEY_FALLBACKS): seal every secret anew.

    Returns (resealed, unreadable). A channel whose secret no key opens is stopped when it is next used.
    """
    resealed = unreadable = 0
    for channel in Channel.objects.exclude(secret="").select_for_update():
        sealed = reseal(channel.secret)
        if sealed is None:
            unreadable += 1
            continue
        Channel.objects.filter(pk=channel.pk).update(secret=sealed)
        resealed += 1
    journal.record(by=None, verb="reseal", noun="channel", noun_id="all", resealed=resealed, unreadable=unreadable)
    return resealed, unreadable
