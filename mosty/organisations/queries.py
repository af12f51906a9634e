"""Reading hosts for pages."""

from collections.abc import Iterable

from mosty.organisations.models import SUBJECT, Organisation
from mosty.organisations.rules import name_key
from mosty.translations.queries import Texts, texts_of


def texts_of_organisations(organisations: Iterable[Organisation]) -> dict[int, Texts]:
    """Texts by organisation id, one query."""
    return texts_of(SUBJECT, [organisation.pk for organisation in organisations])


def by_name(name: str) -> Organisation | None:
    """The host whose name is the same apart from accents, case and legal form."""
    key = name_key(name)
    if not key:
        return None
    return next((host for host in Organisation.objects.order_by("id") if name_key(host.name) == key), None)
