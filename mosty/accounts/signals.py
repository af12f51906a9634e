"""What happened to people who sign in."""

from django.dispatch import Signal

letter = Signal()  # to_address, language, subject, body: a letter that has to reach somebody who wants to sign in
