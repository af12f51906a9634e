"""`mosty load_city`."""

from typing import Any

from django.core.management.base import BaseCommand

from mosty.city.actions import load_city
from mosty.opportunities.actions import load_templates


class Command(BaseCommand):
    help = "Bring districts, topics and templates to what the city's files say. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        districts, topics = load_city()
        templates = load_templates()
        if options["verbosity"]:
            self.stdout.write(f"districts {districts}, topics {topics}, templates {templates}")
