"""Which file stands for which network; loaded when it is first used, so that a page need not wait for it."""

from functools import cache

from django.utils.module_loading import import_string

from mosty.channels.kinds import Kind

KINDS = {"facebook": "mosty.channels.kinds.facebook.Facebook"}


@cache
def kind_of(name: str) -> Kind:
    """The network of this name; KeyError for one that we do not know."""
    made: Kind = import_string(KINDS[name])()
    return made
