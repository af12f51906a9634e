"""What happened to a listing; sent inside the transaction with `opportunity`."""

from django.dispatch import Signal

changed = Signal()
published = Signal()
withdrawn = Signal()
