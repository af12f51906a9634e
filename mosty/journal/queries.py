"""Reading the journal."""

from django.db.models import QuerySet

from mosty.journal.models import Entry


def entries_of(noun: str, noun_id: object) -> QuerySet[Entry]:
    """What happened to one thing, newest first."""
    return Entry.objects.filter(noun=noun, noun_id=str(noun_id))
