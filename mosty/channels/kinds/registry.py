"""Which file stands for which network; loaded when it is first used, so that a page need not wait for it."""

from functools import cache
from importlib import import_module

from mosty.channels.kinds import Kind

KINDS = {"facebook": ("mosty.channels.kinds.facebook", "Facebook")}


@cache
def kind_of(name: str) -> Kind:
    """The network of this name; KeyError for one that we do not know."""
    module, made = KINDS[name]
    kind: Kind = getattr(import_module(module), made)()
    return kind
