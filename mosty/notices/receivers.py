"""Letters that lower rooms want written."""

from typing import Any

from django.dispatch import receiver

from mosty.accounts import signals
from mosty.notices.actions import SIGN_IN, send_later


@receiver(signals.code_asked_for)
def _code_asked_for(to_address: str, language: str, subject: str, body: str, **_more: Any) -> None:
    send_later(to_address=to_address, language=language, compose=lambda: (subject, body), about=SIGN_IN)
