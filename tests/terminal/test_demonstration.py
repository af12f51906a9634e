"""The demonstration city: as large as promised, marked as invented, the same on cards as in whole listings."""

import json
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from mosty.city.models import District
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import cards, for_reading, listings, record_of
from mosty.organisations.models import Organisation
from mosty.terminal.management.commands import prepare
from tests.reading import LANGUAGES
from tests.search.test_cards import face

pytestmark = pytest.mark.django_db


def test_an_empty_database_in_the_old_one_s_place_gets_its_city(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    for _ in range(2):
        prepare.Command()._load_city()
        assert District.objects.count() == 57
        District.objects.all().delete()


def test_demonstration_is_whole_and_its_cards_say_what_its_listings_say():
    call_command("load_city", verbosity=0)
    call_command("demo", verbosity=0)

    made = Counter(Opportunity.objects.values_list("kind", flat=True))
    assert made["help"] >= 60
    assert made["meet"] >= 15
    assert set(Organisation.objects.values_list("is_demonstration", flat=True)) == {True}

    rows = list(for_reading(Opportunity.objects.shown().order_by("pk")))
    records = [(row.public_id, record_of(row)) for row in listings(rows, "cs")]
    for language in LANGUAGES:
        wanted = [face(listing) for listing in listings(rows, language)]
        assert [face(card) for card in cards(records, language)] == wanted
    assert max(len(record.encode()) for _public_id, record in records) < 4_000
    assert all(json.loads(record)["title"] for _public_id, record in records)

    with pytest.raises(CommandError, match="listings already"):
        call_command("demo", verbosity=0)
