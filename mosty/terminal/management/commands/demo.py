"""`mosty demo`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mosty.notices.actions import drop_waiting
from mosty.opportunities.models import Opportunity
from mosty.search.actions import reindex
from mosty.terminal import demonstration, demonstration_applications, demonstration_words


class Command(BaseCommand):
    help = "Fill an empty database with the invented demonstration city. Its letters are not sent."

    def handle(self, *args: Any, **options: Any) -> None:
        if Opportunity.objects.exists():
            raise CommandError("There are listings already. The demonstration fills empty databases only.")
        folder = settings.CITY_DATA_DIR / "demo"
        with transaction.atomic():
            hosts = {}
            for table in demonstration.read(folder, "organisations.toml", "organisation"):
                hosts[table["key"]] = demonstration.load_host(table)
            people = demonstration.add_people(hosts)
            translator = demonstration_words.add_translator()
            tables = demonstration.read(folder, "opportunities-*.toml", "opportunity")
            made = {table["key"]: demonstration.load_opportunity(table, hosts, people[0]) for table in tables}
            demonstration.settle_dates()
            demonstration_applications.load(list(made.values()))
            demonstration_words.load(translator)
            drop_waiting()
        reindex()
        if options["verbosity"]:
            self.stdout.write(f"hosts {len(hosts)}, listings {len(made)}")
