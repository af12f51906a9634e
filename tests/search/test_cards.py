"""Cards come from the index; what is shown still, and how it stands, comes from the database."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from mosty.base.clock import now
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.organisations.models import Organisation
from mosty.search.actions import drain, reindex
from mosty.search.forms import parse
from mosty.search.queries import find_cards
from tests.factories import an_opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def found(address: str = "", language: str = "cs"):
    return find_cards(parse(QueryDict(address)), language).listings


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_takes_the_same_queries_whatever_the_number_of_cards(count):
    for _ in range(count):
        an_opportunity()
    reindex()
    found()  # what a process keeps: the city, names of hosts
    with CaptureQueriesContext(
        connection,
    ) as asked:
        cards = found()
        assert [card.where for card in cards] == ["Praha 7"] * count
    assert len(asked) == 2  # is anything waiting; how these stand


def test_state_and_answers_of_the_host_are_those_of_this_moment():
    made = an_opportunity()
    reindex()
    Opportunity.objects.update(status="filled")
    Organisation.objects.update(response_time_median_hours=30)
    [card] = found()
    assert (card.public_id, card.status, card.response_hours) == (made.public_id, "filled", 30)


def test_hidden_behind_the_index_s_back_is_not_shown():
    an_opportunity()
    reindex()
    Opportunity.objects.update(status="paused")
    assert found() == []


def test_a_date_that_has_passed_is_not_said_any_more():
    made = an_opportunity(schedule_type="set_shift", published=False)
    first = now() + dt.timedelta(days=1)
    dates = [{"start_date": first + dt.timedelta(days=days)} for days in (0, 7)]
    opportunities.set_times(opportunity=made, dates=dates, by=None)
    opportunities.publish(opportunity=made, by=None)
    reindex()
    before = found()[0].when
    with time_machine.travel(first + dt.timedelta(minutes=1)):
        after = found()[0].when
    assert str(first.day) in before
    assert after != before
    assert after
    drain()


def test_a_new_title_is_on_the_card_at_once():
    made = an_opportunity(title="Kaktusy")
    reindex()
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Orchideje"}, by=None)
    assert [card.title.words for card in found()] == ["Orchideje"]
