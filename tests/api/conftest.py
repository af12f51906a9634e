"""A small city that every test of this door reads."""

import pytest

from mosty.opportunities import actions as opportunities
from mosty.search.actions import reindex
from tests import factories
from tests.api.reading import TITLES

CS_A2 = [{"languages": ["cs"], "requirement_type": "required", "minimum_level": "a2", "purpose": ["with_clients"]}]


@pytest.fixture
def few(city):
    """One listing with dates and a title in every language, two of other kinds, one that is not published."""
    words = {language: {"title": title} for language, title in TITLES.items() if language != "cs"}
    dated = factories.an_opportunity(title=TITLES["cs"], needs=CS_A2, texts=words)
    factories.tuesdays(dated)
    opportunities.publish(opportunity=dated, by=None)
    online = factories.an_opportunity(title="Překlady od stolu", attendance_mode="online", district=None)
    meet = factories.an_opportunity(title="Společná večeře", kind="meet", district="praha-14")
    draft = factories.an_opportunity(title="Rozepsaná nabídka", published=False)
    reindex()
    return {"dated": dated, "online": online, "meet": meet, "draft": draft}
