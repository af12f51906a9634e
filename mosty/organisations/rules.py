"""Questions about hosts."""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from mosty.base.errors import Reason
from mosty.organisations.models import Membership, Organisation

LEGAL_FORMS = re.compile(
    r"\b(o\s?p\s?s|z\s?s|z\s?u|s\s?r\s?o|spolek|ops|zapsany spolek|obecne prospesna spolecnost|sdruzeni|fondatsiya|snts|ngo)\b"
)


def name_key(name: str) -> str:
    """The name reduced to what tells hosts apart: no accents, case, punctuation or legal form ("META, o.p.s." = "meta")."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(sign if sign.isalnum() else " " for sign in folded if not unicodedata.combining(sign))
    return " ".join(LEGAL_FORMS.sub(" ", " ".join(bare.split())).split())


def is_member(person: object, organisation: Organisation) -> bool:
    """Whether this signed-in person acts for this host."""
    pk: int = getattr(person, "pk", None) or 0
    return bool(pk) and Membership.objects.filter(person_id=pk, organisation=organisation).exists()


def refusal_to_verify(organisation: Organisation) -> Reason | None:
    """A host needs a name and a way to be reached before the city vouches for it."""
    if not (organisation.contact_email or organisation.contact_telephone):
        return Reason("contact_missing", _("Add an e-mail or a phone of the host first."), "contact_email")
    return None
