"""Nearness in meaning, the third signal: with it, without it, and when its package is missing."""

import io
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.http import QueryDict

from mosty.base.clock import now
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.search.actions import drain, learn_meanings, reindex
from mosty.search.forms import parse
from mosty.search.kinds import nearness
from mosty.search.models import Missed
from mosty.search.queries import find_cards
from mosty.search.queries import index as seen
from mosty.search.queries.index import meanings
from tests.factories import a_host, an_opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
TEXT = "Každý týden se setkáváme v klubu a pak si povídáme. Přijďte mezi nás, stačí chuť."
TITLES = ("Knihy pro každého", "Zpěv ve sboru", "Polévka pro sousedy")


def page(address):
    return find_cards(parse(QueryDict(address)), "cs")


def ids(faces):
    return [face.public_id for face in faces]


def learn():
    drain()
    while learn_meanings():
        pass


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch):
    monkeypatch.setattr(nearness, "FEWEST", 8)


@pytest.fixture
def river(settings):
    """A listing about a river among a dozen others, with the small model at hand."""
    settings.SEARCH_MEANING, settings.PAGES_KEPT = "tests.fakes.meanings.small", 0
    seen._meanings.cache_clear()
    host = a_host()
    for number in range(12):
        an_opportunity(organisation=host, title=TITLES[number % 3], description=TEXT)
    made = an_opportunity(
        organisation=host, title="Čistíme břehy řeky", description=f"U řeky sbíráme plasty. {TEXT}", district="praha-8"
    )
    reindex()
    learn()
    return made


def test_listing_that_says_it_in_other_words_is_offered_and_marked(river, client):
    found = page("q=Fluss")
    assert found.total == 0
    assert ids(found.nearest)[0] == river.public_id
    assert river.public_id in found.in_meaning
    html = client.get("/cs/opportunities/?q=Fluss").content.decode()
    assert river.public_id in html and "Jiná slova, podobný význam" in html
    assert Missed.objects.get().words == "fluss"  # the words themselves found nothing: staff may teach them


def test_without_the_signal_it_is_not_offered(river, settings):
    settings.SEARCH_MEANING = "none"
    assert page("q=Fluss").nearest == []


def test_it_follows_what_holds_the_words_and_only_where_that_is_little(river):
    soup = page("q=polévka")
    assert soup.total >= 4 and not soup.in_meaning and not soup.nearest
    own = an_opportunity(title="Fluss", district="praha-7")
    learn()
    found = page("q=Fluss")
    assert ids(found.listings) == [own.public_id]
    assert ids(found.nearest) == [river.public_id] and found.in_meaning == {river.public_id}


def test_filters_hold_for_it_too(river):
    assert ids(page("q=Fluss&district=praha-8").nearest) == [river.public_id]
    assert page("q=Fluss&district=praha-9").nearest == []


def test_query_that_is_near_nothing_is_offered_nothing(river):
    assert page("q=qwertzuiop").nearest == []


def test_vector_follows_the_words_and_goes_with_the_listing(river):
    near = meanings()
    opportunities.set_texts(
        opportunity=river, language="cs", texts={"title": "Vaříme polévka", "description": f"Vaříme. {TEXT}"}, by=None
    )
    learn()
    assert river.public_id not in [one for one, _likeness in near.near("Fluss", 5)]
    assert river.public_id in [one for one, _likeness in near.near("kochen", 50)]
    opportunities.pause(opportunity=river, by=None)
    learn()
    assert river.public_id not in [one for one, _likeness in near.near("kochen", 50)]


def test_words_that_stayed_the_same_are_not_read_again(river):
    model = meanings()._model
    before = model.asked
    reindex()
    learn()
    assert model.asked == before
    assert meanings().near("Fluss", 5)


def test_until_enough_is_learnt_nothing_is_compared(settings):
    settings.SEARCH_MEANING = "tests.fakes.meanings.small"
    seen._meanings.cache_clear()
    an_opportunity(title="Čistíme břehy řeky")
    assert page("q=Fluss").nearest == []
    learn()
    assert meanings().near("Fluss", 5) == []


def test_missing_package_leaves_the_search_as_it_is_and_the_doctor_says_so(settings, caplog):
    settings.SEARCH_MEANING = "tests.fakes.meanings.broken"
    seen._meanings.cache_clear()
    made = an_opportunity(title="Čistíme břehy řeky")
    assert ids(page("q=řeka").listings) == [made.public_id]
    assert learn_meanings() == 0
    assert "works without it" in caplog.text
    told = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("doctor", stdout=told)
    assert "SEARCH_MEANING" in told.getvalue()


def test_damaged_file_of_vectors_does_not_stop_the_search(river, settings, caplog):
    path = next(Path(settings.INDEX_DIR).glob("nearness-*.sqlite3"))
    path.write_bytes(b"no database at all" * 100)
    seen._meanings.cache_clear()
    assert page("q=Fluss").nearest == []
    assert ids(page("q=řeky").listings) == [river.public_id]
    opportunities.set_texts(opportunity=river, language="cs", texts={"title": "Vaříme polévka"}, by=None)
    assert drain() == 1
    assert "nearness in meaning" in caplog.text
    learn()
    assert river.public_id in [one for one, _likeness in meanings().near("kochen", 50)]


def test_city_that_switches_it_on_need_do_nothing_else(settings):
    made = [an_opportunity(title=f"Úklid řeky {number}", description=f"U řeky. {TEXT}") for number in range(3)]
    reindex()
    settings.SEARCH_MEANING = "tests.fakes.meanings.small"
    seen._meanings.cache_clear()
    learn()
    assert meanings().known().keys() == {one.public_id for one in made}


def test_in_a_second_some_are_learnt_the_newest_first(river, settings):
    seen._meanings.cache_clear()
    next(Path(settings.INDEX_DIR).glob("nearness-*.sqlite3")).unlink()
    assert learn_meanings(within_s=0) == 4
    assert river.public_id in meanings().known()
    learn()
    assert len(meanings().known()) == 13


def test_edit_while_its_vector_is_made_is_not_lost(river, monkeypatch):
    near = meanings()
    real = near._of_listing

    def slow(title, everything):
        Opportunity.objects.filter(pk=river.pk).update(modified=now())
        return real(title, everything)

    opportunities.set_texts(opportunity=river, language="cs", texts={"title": "Vaříme polévka"}, by=None)
    monkeypatch.setattr(near, "_of_listing", slow)
    assert learn_meanings() == 1
    monkeypatch.setattr(near, "_of_listing", real)
    assert learn_meanings() == 1
    assert learn_meanings() == 0


def test_rubbish_from_the_model_does_not_silence_the_others(river, monkeypatch):
    near = meanings()
    monkeypatch.setattr(near._model, "passages", lambda texts: np.full((len(texts), 6), np.nan))
    an_opportunity(title="Něco", description=TEXT)
    learn()
    assert near.near("Fluss", 5)[0][0] == river.public_id


def test_filter_far_from_the_nearest_still_finds_what_it_leaves(river):
    host = a_host()
    for number in range(12):
        an_opportunity(organisation=host, title=f"Plavání {number}", description=TEXT, district="praha-9")
    learn()
    assert river.public_id in ids(page("q=Fluss&district=praha-8").nearest)
