"""What is read for cards, and what an incomplete reading refuses."""

import pytest

from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import CARD_TEXTS, for_reading, listings, newest
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_text_that_was_not_read_is_an_error_and_not_an_empty_line(city):
    factories.an_opportunity(title="Doučování")
    whole, card = (listings(for_reading(Opportunity.objects.all()), "cs", fields)[0] for fields in ((), CARD_TEXTS))
    assert whole.title.words == card.title.words == "Doučování"
    assert whole.description
    with pytest.raises(LookupError, match="description was not read"):
        card.description  # noqa: B018


def test_the_newest_are_open_ones_of_good_hosts(city):
    first, second, full, foreign = (factories.an_opportunity() for _ in range(4))
    Opportunity.objects.filter(pk=full.pk).update(status="filled")
    foreign.organisation.verification_status = "suspended"
    foreign.organisation.save()
    assert newest("help", 4) == [second.pk, first.pk]
    assert newest("meet", 4) == []
