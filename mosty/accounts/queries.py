"""Reading people."""

from django.db.models import QuerySet

from mosty.accounts.models import Invitation, Person, Role
from mosty.base.clock import now
from mosty.base.ids import code_hash


def with_role(kind: str) -> QuerySet[Person]:
    """Active people who work in this role."""
    return Person.objects.filter(is_active=True, roles__kind=kind).distinct().order_by("id")


def coordinators() -> QuerySet[Person]:
    """Whom the system tells when the city must act."""
    return with_role(Role.Kind.COORDINATOR)


def demonstration_people() -> QuerySet[Person]:
    return Person.objects.filter(is_demonstration=True).order_by("id")


def open_invitation(code: str) -> Invitation | None:
    """The invitation this code opens, if it is neither used nor old."""
    return Invitation.objects.filter(code_hash=code_hash(code), accepted_at__isnull=True, expires_at__gt=now()).first()


def read_languages(person: Person) -> list[str]:
    """Languages in which the person checks texts, in the order they were given."""
    return list(person.read_languages.order_by("id").values_list("language", flat=True))
