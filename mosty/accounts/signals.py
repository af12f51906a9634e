"""What happened to people who sign in."""

from django.dispatch import Signal

code_asked_for = Signal()  # to_address, language, subject, body: the letter that has to reach who wants to sign in
