"""`mosty invite`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from mosty.accounts.actions import invite
from mosty.accounts.models import Role
from mosty.base.addresses import absolute


class Command(BaseCommand):
    help = "Make an invitation for a member of staff and print its link; give it to the person yourself."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", choices=Role.Kind.values, default=Role.Kind.COORDINATOR.value)
        parser.add_argument("--language", choices=list(dict(settings.LANGUAGES)), default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        code = invite(email=options["email"], language=options["language"], role=options["role"], by=None)
        self.stdout.write(absolute("public:invitation", code, language=options["language"]))
