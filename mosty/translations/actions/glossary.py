"""The city's own words."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from mosty.base.errors import Reason, Refused
from mosty.translations.models import Term


@transaction.atomic
def keep_term(*, term: Term | None, source_language: str, source: str, words: Mapping[str, str], is_kept: bool) -> Term:
    """Add or change a word of the glossary. Refused (`term_known`) when the word is there already, and without the word."""
    source = " ".join(source.split())
    if not source:
        raise Refused(Reason("term_missing", _("Write the word."), "source"))
    same = Term.objects.filter(source_language=source_language).annotate(low=Lower("source")).filter(low=source.lower())
    others = same.exclude(pk=term.pk) if term else same
    if others.exists():
        raise Refused(Reason("term_known", _("This word is in the glossary already."), "source"))
    row = term or Term()
    row.source_language, row.source, row.is_kept = source_language, source, is_kept
    row.words = {} if is_kept else {language: text.strip() for language, text in words.items() if text.strip()}
    row.save()
    return row


def drop_term(*, term: Term) -> None:
    """Take a word out of the glossary; texts stay as they are."""
    term.delete()
