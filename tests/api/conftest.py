"""A small city that every test of this door reads."""

import pytest
from django.db import transaction

from mosty.city.actions import load_city
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.search.actions import reindex
from mosty.search.queries.documents import all_documents
from mosty.search.queries.index import engine
from tests import factories
from tests.api.reading import TITLES

CS_A2 = [{"languages": ["cs"], "requirement_type": "required", "minimum_level": "a2", "purpose": ["with_clients"]}]


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The rows of `few`, made once for a file: each test works in a savepoint upon them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_city()
        words = {language: {"title": title} for language, title in TITLES.items() if language != "cs"}
        dated = factories.an_opportunity(title=TITLES["cs"], needs=CS_A2, texts=words)
        factories.tuesdays(dated)
        opportunities.publish(opportunity=dated, by=None)
        online = factories.an_opportunity(title="Překlady od stolu", attendance_mode="online", district=None)
        meet = factories.an_opportunity(title="Společná večeře", kind="meet", district="praha-14")
        draft = factories.an_opportunity(title="Rozepsaná nabídka", published=False)
        reindex()
        yield {"dated": dated.pk, "online": online.pk, "meet": meet.pk, "draft": draft.pk}
        transaction.set_rollback(True)


@pytest.fixture
def few(made, db):
    """One listing with dates and a title in every language, two of other kinds, one that is not published."""
    engine().rebuild(all_documents())  # a folder of its own for each test; the vocabulary is kept
    return {name: Opportunity.objects.get(pk=pk) for name, pk in made.items()}
