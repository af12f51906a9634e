"""`mosty erase_person`."""

from typing import Any

from django.core.management.base import BaseCommand

from mosty.applications.actions import erase_person


class Command(BaseCommand):
    help = (
        "Forget everything kept under an e-mail, phone number or user name. First make sure that it is the asker's own."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("contact")

    def handle(self, *args: Any, **options: Any) -> None:
        found = erase_person(contact=options["contact"].strip())
        self.stdout.write(", ".join(f"{name} {count}" for name, count in found.items()))
