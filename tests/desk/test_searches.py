"""Searches in vain on the desk, and a word taught to the search."""

import pytest
from django.urls import reverse

from mosty.search import actions, tasks
from mosty.search.models import LevelAsked, Missed, Synonym
from mosty.search.queries import left_out_by
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.fixture(autouse=True)
def _no_kept_pages(settings):
    settings.PAGES_KEPT = 0


@pytest.fixture
def desk(client):
    client.force_login(factories.a_coordinator())
    return client


def look(client, words, **more):
    return client.get("/vi/opportunities/", {"q": words, **more}).content.decode()


def test_words_of_few_searches_stay_hidden_then_appear(desk):
    factories.an_opportunity()
    actions.reindex()
    for _time in range(2):
        look(desk, "Xyzzyplugh")
    assert "xyzzyplugh" not in desk.get(reverse("desk:searches")).content.decode()
    look(desk, "xyzzyplugh ")
    html = desk.get(reverse("desk:searches")).content.decode()
    assert "xyzzyplugh" in html and ">3<" in html


@pytest.mark.parametrize(
    "words",
    ["jana@example.org", "601 234 567 890", "12345", "husova 12 praha", "a", "jsem jana nováková z prahy osm deset"],
)
def test_what_may_be_personal_is_not_counted(desk, words):
    look(desk, words)
    assert not Missed.objects.exists()


def test_search_that_finds_is_not_counted(desk):
    factories.an_opportunity(title="Venčení psů")
    actions.reindex()
    look(desk, "psů")
    assert not Missed.objects.exists()


def test_taught_word_is_understood_at_once_and_undone_at_once(desk):
    made = factories.an_opportunity(title="Venčení psů z útulku")
    actions.reindex()
    assert made.public_id not in look(desk, "haustierchen")
    desk.post(reverse("desk:add_synonym"), {"words": "haustierchen", "language": "vi", "meaning": "word:dog"})
    assert made.public_id in look(desk, "haustierchen")
    row = Synonym.objects.get()
    desk.post(reverse("desk:drop_synonym", args=[row.pk]))
    assert made.public_id not in look(desk, "haustierchen")


def test_listing_with_a_taught_word_is_found_by_the_meaning_after_the_worker_looked(desk):
    made = factories.an_opportunity(title="Hledáme pomoc pro haustierchen")
    actions.reindex()
    assert made.public_id not in look(desk, "chó con")
    desk.post(reverse("desk:add_synonym"), {"words": "haustierchen", "language": "cs", "meaning": "word:dog"})
    tasks.drain()
    assert made.public_id in look(desk, "chó con")


def test_taught_word_counts_in_texts_of_every_language_of_its_script(desk):
    made = factories.an_opportunity(title="Учим паркур", source_language="ru")
    desk.post(reverse("desk:add_synonym"), {"words": "паркур", "language": "cs", "meaning": "word:running"})
    tasks.drain()
    assert made.public_id in look(desk, "chạy bộ")


def test_words_beside_a_filter_are_not_counted_as_missed(desk):
    factories.an_opportunity(title="Venčení psů", district="praha-8")
    actions.reindex()
    for _time in range(4):
        look(desk, "psů", district="praha-7")
    assert not Missed.objects.exists()


def test_unknown_meaning_is_refused_with_words(desk):
    desk.post(reverse("desk:add_synonym"), {"words": "něco", "language": "cs", "meaning": "word:nothing"})
    assert not Synonym.objects.exists()


def test_word_is_taught_by_the_name_of_its_meaning_and_leaves_the_list(desk):
    Missed.objects.create(words="haustierchen", language="vi", count=5, last_on="2026-11-01")
    html = desk.get(reverse("desk:searches")).content.decode()
    assert "haustierchen" in html
    name = html.split('<option value="')[40].split('"')[0]
    desk.post(reverse("desk:add_synonym"), {"words": "haustierchen", "language": "vi", "meaning": name})
    assert Synonym.objects.count() == 1
    assert not Missed.objects.filter(is_settled=False).exists()


def test_levels_are_counted_and_a_high_need_says_how_many_it_leaves_out(desk):
    factories.an_opportunity()
    actions.reindex()
    assert left_out_by("b2") is None
    for level, times in (("a2", 25), ("c1", 5)):
        for _time in range(times):
            look(desk, "", level=level)
    assert sum(row.count for row in LevelAsked.objects.all()) == 30
    assert left_out_by("b2") == (25, 30)


def test_rare_words_are_forgotten_after_a_month(desk):
    Missed.objects.create(words="vzácné", language="cs", count=1, last_on="2020-01-01")
    assert actions.forget_missed() == 1


# --- what the page of results says --------------------------------------------------------------------------------------------
def test_card_says_which_word_stands_for_which(desk):
    factories.an_opportunity(title="Čtení pohádek dětem")
    actions.reindex()
    html = look(desk, "trẻ em")
    assert '<bdi>trẻ em</bdi> = <bdi lang="cs">dětem</bdi>' in html
    assert "</bdi> = <bdi" not in look(desk, "pohádek")


def test_nothing_found_names_the_filter_in_the_way_and_the_district_next_door(desk):
    factories.an_opportunity(title="Venčení psů", district="praha-8")
    actions.reindex()
    html = look(desk, "psů", district="praha-7")
    assert "district=praha-8" in html
    assert 'q=ps%C5%AF"' in html.split('class="empty"')[1]


def test_flood_of_made_up_words_leaves_few_rows_and_known_words_still_count(desk, monkeypatch):
    monkeypatch.setattr(actions, "MOST_NEW_A_DAY", 5)
    look(desk, "xyzzyplugh")
    for number in range(9):
        look(desk, f"qwrtzx{'abcdefghi'[number] * 3}")
    assert Missed.objects.count() == 5
    look(desk, "xyzzyplugh")
    assert Missed.objects.get(words="xyzzyplugh").count == 2
