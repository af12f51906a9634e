"""`mosty prepare`: what `make run` does before it serves; each step is skipped when it is done already."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from mosty.base.upkeep import has_open_migrations
from mosty.city.models import District
from mosty.opportunities.models import Opportunity
from mosty.search.actions import reindex


class Command(BaseCommand):
    help = "Migrate, load the city, fill the demonstration, collect static files, build the search index."
    requires_system_checks: list[str] = []  # `make check` asks them; a start should not wait for them

    def handle(self, *args: Any, **options: Any) -> None:
        if has_open_migrations():
            call_command("migrate", verbosity=0, interactive=False)
        self._load_city()
        is_empty = not Opportunity.objects.exists()
        if settings.DEMO and is_empty:
            self.stdout.write("Filling the demonstration city …")
            call_command("demo", verbosity=0)
        elif is_empty:
            reindex()
        mark = self._mark(self._static_files())
        if self._kept("static") != mark:
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            self._keep("static", mark)

    def _load_city(self) -> None:
        """When the city's files changed, or somebody put an empty database in the old one's place."""
        mark = self._mark(self._city_files())
        if self._kept("city") != mark or not District.objects.exists():
            self.stdout.write("Loading the city …")
            call_command("load_city", verbosity=0)
            self._keep("city", mark)

    def _city_files(self) -> list[Path]:
        folders = [
            settings.CITY_DATA_DIR,
            settings.BASE_DIR / "mosty/city/data",
            settings.BASE_DIR / "mosty/opportunities/data",
        ]
        return [settings.CITY_FILE, *(path for folder in folders for path in sorted(folder.rglob("*.toml")))]

    def _static_files(self) -> list[Path]:
        return sorted((settings.BASE_DIR / "mosty").glob("*/static/**/*.*"))

    def _mark(self, files: list[Path]) -> str:
        """A fingerprint of these files for this city and database: another database needs its own load."""
        database = settings.DATABASES["default"]
        mark = hashlib.sha256(f"{settings.CITY}{database['NAME']}{database.get('HOST')}".encode())
        for path in files:
            mark.update(path.read_bytes())
        return mark.hexdigest()

    def _kept(self, name: str) -> str:
        kept = settings.VAR_DIR / f"{name}.mark"
        return kept.read_text(encoding="utf-8") if kept.exists() else ""

    def _keep(self, name: str, mark: str) -> None:
        (settings.VAR_DIR / f"{name}.mark").write_text(mark, encoding="utf-8")
