"""The plain-language check while a host writes, the version in easy language, and what a high level leaves out."""

import pytest
from django.urls import reverse

from mosty.base.pages import changed, generation
from mosty.opportunities import actions
from mosty.search.actions import note_search
from mosty.search.rules.wish import Wish
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
OFFICIAL = "V rámci realizace projektu je nutno zajistit provedení úkonů dle IČO."


@pytest.fixture
def host(client):
    member = factories.a_person()
    client.force_login(member)
    return factories.a_host(member=member)


def test_words_are_checked_while_they_are_written_and_nothing_is_stored(client, host):
    changed()
    before = generation()
    answer = client.post(reverse("host:plain"), {"text": OFFICIAL, "language": "cs"})
    html = answer.content.decode()
    assert answer.status_code == 200 and "<mark" in html and "realizace" in html
    assert generation() == before  # a pause in typing must not throw away the pages kept for everybody
    assert (
        "<mark"
        not in client.post(reverse("host:plain"), {"text": "Sejdeme se v klubu.", "language": "cs"}).content.decode()
    )


def test_without_script_the_same_hints_stand_on_the_page_after_saving(client, host):
    made = factories.an_opportunity(organisation=host, published=False, description=OFFICIAL * 2)
    html = client.get(reverse("host:edit", args=[made.public_id]), {"step": "words"}).content.decode()
    assert "<mark" in html and "realizace" in html


def test_stranger_checks_nothing(client):
    assert client.post(reverse("host:plain"), {"text": OFFICIAL, "language": "cs"}).status_code in (302, 403)


def test_easy_version_stands_before_the_description(client, host):
    made = factories.an_opportunity(organisation=host)
    actions.set_texts(opportunity=made, language="cs", texts={"easy_language_text": "Hrajeme si s dětmi."}, by=None)
    html = client.get(f"/cs/opportunities/{made.public_id}/", follow=True).content.decode()
    assert html.index("Hrajeme si s dětmi.") < html.index("Jednou týdně sedíte")


def test_high_level_says_how_many_searches_it_leaves_out(client, host):
    made = factories.an_opportunity(organisation=host, published=False)
    address = reverse("host:edit", args=[made.public_id])
    # Nothing is said before there is anything to say.
    assert " 30" not in client.get(address, {"step": "language"}).content.decode().split("B2")[1][:400]
    for level, times in (("a1", 20), ("b1", 7), ("c1", 3)):
        for _time in range(times):
            note_search(wish=Wish(filters={"level": (level,)}), language="cs", total=1)
    html = client.get(address, {"step": "language"}).content.decode()
    assert "v 27 hledáních z 30" in html


@pytest.mark.parametrize("language", ["cs", "vi", "ar"])
def test_listing_explains_its_level_and_marks_it(client, language):
    made = factories.an_opportunity(
        needs=[{"languages": ["cs"], "requirement_type": "required", "minimum_level": "a2", "purpose": []}]
    )
    html = client.get(f"/{language}/opportunities/{made.public_id}/", follow=True).content.decode()
    ladder = html.split('<ul class="levels">')[1].split("</ul>")[0]
    assert ladder.count("<li") == 5
    assert ladder.count('aria-current="true"') == 1


def test_practising_the_language_is_a_first_choice_and_finds(client):
    made = factories.an_opportunity(
        needs=[{"languages": ["cs"], "requirement_type": "practised_here", "minimum_level": "none", "purpose": []}]
    )
    factories.an_opportunity(title="Jiná")
    assert "?reward=language_practice" in client.get("/vi/").content.decode()
    html = client.get("/vi/opportunities/?reward=language_practice").content.decode()
    assert made.public_id in html and "Jiná" not in html
