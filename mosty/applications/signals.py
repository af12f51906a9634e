"""What happened to an application; sent inside the transaction with `application`."""

from django.dispatch import Signal

applied = Signal()
answered = Signal()
withdrawn = Signal()
