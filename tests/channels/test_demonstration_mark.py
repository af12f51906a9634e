"""Posters and pictures leave the website: an invented host is marked on them too."""

import pytest

from mosty.channels.queries import picture_facts
from mosty.opportunities.queries import listing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_invented", [True, False])
def test_an_invented_host_is_marked_on_pictures(city, is_invented):
    host = factories.a_host(name="Spolek Lípa", is_demonstration=is_invented)
    made = factories.an_opportunity(organisation=host)
    shown = picture_facts(listing(made, "en")).host
    assert shown == ("invented example · Spolek Lípa" if is_invented else "Spolek Lípa")
