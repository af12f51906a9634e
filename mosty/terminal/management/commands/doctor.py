"""`mosty doctor`."""

import shutil
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.http.request import validate_host

from mosty.accounts.models import Person, Role
from mosty.accounts.rules import has_second_factor
from mosty.base.heartbeat import is_alive
from mosty.base.upkeep import has_open_migrations
from mosty.channels.models import Channel
from mosty.city.models import District
from mosty.opportunities.models import Opportunity
from mosty.organisations.models import Organisation
from mosty.search.models import Waiting
from mosty.search.queries.index import engine, meanings
from mosty.search.rules.documents import IndexBroken

FREE_BYTES = 1_000_000_000
KEY_LENGTH = 40


class Command(BaseCommand):
    help = "Look whether this installation is ready for people. One line per finding; exit 1 if there is any."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [*about_settings(), *about_database()]
        for finding in findings:
            self.stdout.write(finding)
        if findings:
            sys.exit(1)
        self.stdout.write("Nothing found.")


def about_settings() -> Iterator[str]:
    """What the environment says or leaves out."""
    if not settings.PRODUCTION:
        yield "PRODUCTION is not 1: cookies may travel unencrypted, nothing asks for https."
    if settings.DEMO:
        yield "DEMO is 1: invented people can sign in without anything."
    site = urlsplit(settings.SITE_URL)
    if site.scheme != "https":
        yield f"SITE_URL is {settings.SITE_URL}: links in letters and posts should begin with https."
    if not validate_host(site.hostname or "", settings.ALLOWED_HOSTS):
        yield f"ALLOWED_HOSTS does not hold {site.hostname}, the name in SITE_URL."
    if len(settings.SECRET_KEY) < KEY_LENGTH:
        yield f"SECRET_KEY is short: use {KEY_LENGTH} signs or more."
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield "EMAIL_URL names no mail server: letters reach nobody."
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield "Static files are not collected: run mosty collectstatic --noinput."
    if shutil.disk_usage(settings.VAR_DIR).free < FREE_BYTES:
        yield f"Less than {FREE_BYTES // 1_000_000_000} GB is free where {settings.VAR_DIR} lies."
    if settings.PRODUCTION:
        for message in checks.run_checks(include_deployment_checks=True):
            if not message.is_silenced():
                yield f"Django ({message.id}): {message.msg}"


def about_database() -> Iterator[str]:
    """What is missing or left over in the database, and what stands still."""
    try:
        connection.ensure_connection()
        if has_open_migrations():
            yield "The database is older than the code: run mosty migrate."
            return
    except DatabaseError as trouble:
        yield f"The database does not answer ({type(trouble).__name__})."
        return
    if connection.vendor == "sqlite":
        yield "DATABASE_URL is SQLite: good for a pilot; use PostgreSQL for a city."
    if not District.objects.exists():
        yield "The city is not loaded: run mosty load_city."
    yield from _about_people()
    if not is_alive():
        yield "No worker has been heard of for two minutes: letters, posts and the index wait."
    yield from _about_index()
    stopped = Channel.objects.filter(state=Channel.State.STOPPED).count()
    if stopped:
        yield f"{stopped} channel(s) stopped: connect them again on the desk."


def _about_people() -> Iterator[str]:
    staff = Person.objects.filter(
        is_active=True, roles__kind__in=[Role.Kind.COORDINATOR, Role.Kind.ADMINISTRATOR]
    ).distinct()
    people = [person for person in staff if not person.is_demonstration]
    if not people:
        yield "There is no coordinator: run mosty invite EMAIL."
    bare = sum(not has_second_factor(person) for person in people)
    if bare:
        yield f"{bare} of {len(people)} member(s) of staff have no second step yet and cannot reach the desk."
    if (
        Organisation.objects.filter(is_demonstration=True).exists()
        or Person.objects.filter(is_demonstration=True).exists()
    ):
        yield "Invented hosts or people are in the database: start a city with an empty one."


def _about_index() -> Iterator[str]:
    try:
        size, shown = engine().size(), Opportunity.objects.shown().count()
    except IndexBroken as trouble:
        yield f"The search index cannot be read ({trouble}): the next search builds it, or run mosty reindex."
        return
    if settings.SEARCH_MEANING != "none" and meanings() is None:
        yield "SEARCH_MEANING is set and its model does not start here: see docs/running.md; the search works without it."
    if size != shown and not Waiting.objects.exists():
        yield f"The search index holds {size} listings, the database shows {shown}: run mosty reindex."
