"""Which file stands for which network."""

from mosty.channels.kinds import Kind
from mosty.channels.kinds.facebook import Facebook

KINDS: dict[str, Kind] = {"facebook": Facebook()}
