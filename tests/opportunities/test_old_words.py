"""What a translation that is older than its original may still say, on the page and to machines."""

import pytest

from mosty.opportunities import actions
from mosty.opportunities.queries import listing
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
VI = {
    "title": "Gặp nhau lúc 16:00",
    "description": "Chúng tôi gặp nhau lúc 16:00 ở câu lạc bộ.",
    "specifics": "Bấm chuông số 5.",
    "responsibilities": "Đến lúc 16:00\nChơi với các em",
}


@pytest.fixture
def made():
    """Czech by the host, Vietnamese by a person; then the host changes every time from 16:00 to 17:00."""
    listing_ = factories.an_opportunity(title="Sejdeme se v 16:00", description="Scházíme se v 16:00 v klubu. " * 3)
    czech = {"specifics": "Zvoňte na zvonek 5.", "responsibilities": "Přijďte v 16:00\nHrajte si s dětmi"}
    actions.set_texts(opportunity=listing_, language="cs", texts=czech, by=None)
    actions.set_texts(opportunity=listing_, language="vi", texts=VI, by=None)
    return listing_


def change(made):
    new = {
        "title": "Sejdeme se v 17:00",
        "description": "Scházíme se v 17:00 v klubu. " * 3,
        "specifics": "Zvoňte na zvonek 6.",
        "responsibilities": "Přijďte v 17:00\nHrajte si s dětmi",
    }
    actions.set_texts(opportunity=made, language="cs", texts=new, by=None)


def test_current_translation_is_shown_everywhere(made):
    seen = listing(made, "vi")
    assert (seen.title.words, seen.specifics.words) == (VI["title"], VI["specifics"])
    assert seen.description.old_figures == ()


def test_title_with_an_old_time_gives_way_to_the_original(made):
    change(made)
    seen = listing(made, "vi")
    assert (seen.title.words, seen.title.language) == ("Sejdeme se v 17:00", "cs")


def test_long_text_is_kept_with_its_old_times_named(made, client):
    change(made)
    seen = listing(made, "vi")
    assert (seen.description.language, seen.description.old_figures) == ("vi", ("16:00",))
    html = client.get(f"/vi/opportunities/{seen.address_key}/").content.decode()
    assert html.count("<del>16:00</del>") == 2
    assert "lúc 16:00" not in html


def test_way_in_is_never_taken_from_older_words(made):
    change(made)
    assert (listing(made, "vi").specifics.words, listing(made, "vi").specifics.language) == (
        "Zvoňte na zvonek 6.",
        "cs",
    )


def test_way_in_is_never_taken_from_unchecked_words():
    made = factories.an_opportunity()
    actions.set_texts(opportunity=made, language="cs", texts={"specifics": "Zvoňte na zvonek 5."}, by=None)
    actions.set_texts(
        opportunity=made,
        language="vi",
        texts={"specifics": "Bấm chuông 5"},
        by=None,
        state="mt_unreviewed",
        translator="DeepL",
    )
    assert listing(made, "vi").specifics.language == "cs"


def test_machines_get_no_old_times(made, client):
    change(made)
    actions_page = client.get(f"/api/v1/opportunities/{made.public_id}/?lang=vi").content.decode()
    assert "16:00" not in actions_page and "17:00" in actions_page


def test_old_words_without_figures_are_shown_and_marked(made):
    actions.set_texts(opportunity=made, language="cs", texts={"title": "Sejdeme se v 16:00 u řeky"}, by=None)
    seen = listing(made, "vi")
    assert (seen.title.words, seen.title.state) == (VI["title"], "stale")
