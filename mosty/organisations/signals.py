"""What happened to a host; sent inside the transaction with `organisation`."""

from django.dispatch import Signal

changed = Signal()
