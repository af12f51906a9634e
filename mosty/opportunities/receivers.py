"""Listings follow what a machine translated."""

from typing import Any

from django.dispatch import receiver

from mosty.opportunities.actions import note_machine_words
from mosty.opportunities.models import SUBJECT
from mosty.translations import signals as translations


@receiver(translations.translated)
def _words_came(subject: str, subject_id: int, language: str, **_more: Any) -> None:
    if subject == SUBJECT:
        note_machine_words(subject_id=subject_id, language=language)
