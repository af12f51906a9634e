"""Listings follow what a machine translated and what becomes of their hosts."""

from typing import Any

from django.dispatch import receiver

from mosty.opportunities.actions import note_machine_words, stop_for_host
from mosty.opportunities.models import SUBJECT
from mosty.organisations import signals as organisations
from mosty.organisations.models import Organisation
from mosty.translations import signals as translations


@receiver(organisations.changed)
def _host_changed(organisation: Organisation, **_more: Any) -> None:
    stop_for_host(organisation=organisation)


@receiver(translations.translated)
def _words_came(subject: str, subject_id: int, language: str, **_more: Any) -> None:
    if subject == SUBJECT:
        note_machine_words(subject_id=subject_id, language=language)
