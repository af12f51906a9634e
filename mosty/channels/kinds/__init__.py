"""Networks that take posts. Each file here is one network and the only place that talks to it, through mosty.base.http.

A kind never repeats a call and never waits: it says what happened, and the row decides what comes next.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Account:
    """Where to post and what lets us in. `secret` is in the clear here and nowhere else."""

    external_id: str
    secret: str


@dataclass(frozen=True)
class Outgoing:
    """A post as a network gets it. `mark` is a piece of `text` that no other post has: by it the post is found."""

    text: str
    link: str
    mark: str
    picture: bytes | None = None
    alternative: str = ""


@dataclass(frozen=True)
class Sent:
    """The network took it and said so."""

    external_id: str
    url: str = ""


@dataclass(frozen=True)
class Refused:
    """The network will not take this post; `reason` is a code of rules.REASONS. `is_block`: it blocks the account."""

    reason: str
    is_block: bool = False


@dataclass(frozen=True)
class Uncertain:
    """The network may have taken it. `is_taken` says that the network itself spoke of an earlier copy."""

    reason: str
    is_taken: bool = False


@dataclass(frozen=True)
class Later:
    """Not taken, come back. With `until` the network named the moment, and it counts for every post of the channel."""

    reason: str
    until: dt.datetime | None = None


@dataclass(frozen=True)
class Stopped:
    """Not taken, and nothing will be until a person connects the channel again."""

    reason: str


@dataclass(frozen=True)
class Absent:
    """Everything the network shows since the asked moment was read; the post is not among it."""


Outcome = Sent | Refused | Uncertain | Later | Stopped
Reading = Sent | Absent | Later | Stopped


class Kind(Protocol):
    """What a network must be able to do. `deadline` is seconds for the whole of one call."""

    def check(self, account: Account, deadline: float) -> Sent | Later | Stopped:
        """Whether the secret opens this account: Sent with the account's own id and, as `url`, its name."""
        ...

    def send(self, account: Account, post: Outgoing, deadline: float) -> Outcome:
        """Hand the post over, once."""
        ...

    def read_back(self, account: Account, post: Outgoing, since: dt.datetime, deadline: float) -> Reading:
        """Look for the post among those that the account has shown since then."""
        ...
