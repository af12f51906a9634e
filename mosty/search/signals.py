"""A reader found the index behind the database (`is_broken`: or without an index at all). Sent outside any
transaction."""

from django.dispatch import Signal

found_behind = Signal()
