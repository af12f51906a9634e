"""Parameters of the contract, the page of results, facets, chips."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import translation

from mosty.opportunities import actions as opportunities
from mosty.search.forms import parse
from mosty.search.queries import Page, find, find_cards
from tests.factories import a_host, an_opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def page(address: str, language: str = "cs", **more: int) -> Page:
    with translation.override(language):
        return find(parse(QueryDict(address)), language, **more)


def ids(address: str, language: str = "cs") -> set[str]:
    return {listing.public_id for listing in page(address, language).listings}


def counts(found: Page, name: str) -> dict[str, int]:
    return next({row.value: row.count for row in facet.values} for facet in found.facets if facet.name == name)


# --- parsing ----------------------------------------------------------------------------------------------------------
def test_every_parameter_of_the_contract_is_read():
    wish = parse(
        QueryDict(
            "q=psi&kind=help&cause=education&activity=dog_walking&activity=tutoring&audience=children&district=praha-7"
            "&level=a2"
            "&language=vi&day_part=TuesdayAfternoon&commitment=week&mode=online&paper=none&reward=meals&age=17&near=50.1,14.4"
            "&sort=distance&page=2&suits=families"
        )
    )
    assert wish.unknown == ()
    assert wish.filters["activity"] == ("dog_walking", "tutoring")
    assert (wish.q, wish.level, wish.age, wish.near, wish.sort, wish.page) == (
        "psi",
        "a2",
        17,
        (50.1, 14.4),
        "distance",
        2,
    )
    assert len(wish.filters) == 13


@pytest.mark.parametrize(
    "address",
    [
        "kind=job", "cause=nothing", "activity=1", "audience=x", "district=brno", "level=z9",
        "language=klingon9", "day_part=Noon",
        "commitment=ever", "mode=air", "paper=passport", "reward=money", "age=old", "age=-1", "age=999",
        "near=here", "near=95,14",
        "sort=best", "page=0", "page=x", "suits=dogs", "organisation=nobody", "age=1e3", "page=99999999999",
        "level=%00",
    ],
)  # fmt: skip
def test_unknown_value_is_collected_shown_and_matches_nothing(address):
    an_opportunity()
    wish = parse(QueryDict(address))
    assert len(wish.unknown) == 1
    found = page(address)
    assert (found.total, found.listings) == (0, [])
    assert [chip.is_unknown for chip in found.chips] == [True]
    assert page("").total == 1


def test_foreign_parameters_and_empty_values_mean_nothing():
    wish = parse(QueryDict("utm_source=x&q=&kind=&age=&near=&level="))
    assert wish.is_open


def test_long_and_odd_text_is_cut_and_survives():
    an_opportunity()
    for text in ("x" * 5000, "\x00\x07 psi", "☃ ' \" \\ * ? : ( ) [ ] AND OR NOT", "+-" * 90, "a:b^3", "𝕡𝕤𝕚", "‮psi"):
        query = QueryDict(mutable=True)
        query["q"] = text
        wish = parse(query)
        assert len(wish.q) <= 200
        find(wish, "cs")


# --- filters ----------------------------------------------------------------------------------------------------------
def test_filters_narrow_by_what_the_fields_say():
    tuesday = an_opportunity(
        day_parts=["TuesdayAfternoon"], team_languages=["vi"], commitment_period="week", suits=["families"],
        minimum_age=18,
        topics={"cause": ["animals"], "activity": ["dog_walking"], "audience": ["neighbours"], "reward": ["meals"]},
    )  # fmt: skip
    online = an_opportunity(attendance_mode="online", district=None, papers=[{"code": "training"}])
    mine, other = {tuesday.public_id}, {online.public_id}
    for address in (
        "day_part=TuesdayAfternoon", "language=vi", "commitment=week", "suits=families", "cause=animals",
        "activity=dog_walking",
        "audience=neighbours", "reward=meals", "district=praha-7", "mode=offline", "paper=none",
        f"organisation={tuesday.organisation.public_id}",
    ):  # fmt: skip
        assert ids(address) == mine, address
    assert ids("mode=online") == other
    assert ids("age=17") == other
    assert ids("age=18") == mine | other
    assert ids("cause=animals&cause=education") == mine | other
    assert ids("cause=animals&mode=online") == set()


def test_level_shows_what_needs_at_most_that_and_unstated_last():
    none = an_opportunity(needs=[{"languages": ["cs"], "requirement_type": "not_needed", "minimum_level": "none"}])
    b1 = an_opportunity(needs=[{"languages": ["cs"], "requirement_type": "required", "minimum_level": "b1"}])
    silent = an_opportunity()
    found = page("level=a2")
    assert [listing.public_id for listing in found.listings] == [none.public_id, silent.public_id]
    assert ids("level=b1") == {none.public_id, b1.public_id, silent.public_id}
    assert counts(found, "level")["a2"] == 2
    assert counts(found, "level")["b1"] == 3


def test_facets_ignore_their_own_filter_and_keep_chosen_values():
    an_opportunity(topics={"cause": ["animals"]})
    an_opportunity(topics={"cause": ["education"]}, attendance_mode="online", district=None)
    found = page("cause=animals")
    assert counts(found, "cause") == {"animals": 1, "education": 1}
    assert counts(found, "mode") == {"offline": 1}
    chosen = page("cause=animals&mode=online")
    assert chosen.total == 0
    assert counts(chosen, "mode")["online"] == 0
    labels = {row.value: row.label for facet in page("", "vi").facets for row in facet.values if facet.name == "cause"}
    assert set(labels) == {"animals", "education"}
    assert labels["animals"] != "animals"


def test_near_orders_by_distance_and_says_it():
    far = an_opportunity(district="praha-14")
    near = an_opportunity(district="praha-7")
    found = page("near=50.104,14.45")
    assert [listing.public_id for listing in found.listings] == [near.public_id, far.public_id]
    assert found.distances[near.public_id] < found.distances[far.public_id]


# --- words ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("homework help", "en"),
        ("допомога з уроками", "uk"),
        ("giúp làm bài tập", "vi"),
        ("domaci ukoly", "cs"),
        ("домашни", "bg"),
    ],
)
def test_czech_listing_is_found_in_every_language(query, language):
    wanted = an_opportunity()
    other = an_opportunity(
        title="Sázení stromů", description="Sázíme lípy. " * 40, topics={"activity": ["tree_planting"]}
    )
    opportunities.set_texts(opportunity=other, language="cs", texts={"summary": "Přijďte sázet."}, by=None)
    assert wanted.public_id in ids(f"q={query}", language)
    assert len(ids(f"q={query}", language)) == 1


def test_no_czech_needed_leaves_out_what_needs_it():
    easy = an_opportunity(needs=[{"languages": ["cs"], "requirement_type": "not_needed", "minimum_level": "none"}])
    an_opportunity(needs=[{"languages": ["cs"], "requirement_type": "required", "minimum_level": "b1"}])
    silent = an_opportunity()
    found = page("q=no Czech needed", "en")
    assert [listing.public_id for listing in found.listings] == [easy.public_id, silent.public_id]
    assert found.understood


def test_translation_in_any_language_is_searched_and_counts_once():
    made = an_opportunity(title="Doučování", texts={"uk": {"title": "Репетиторство з астрофізики"}})
    assert ids("q=астрофізика") == {made.public_id}
    assert page("q=doučování астрофізика").total == 1


def test_host_name_is_searched():
    host = a_host(name="Spolek Kaktusáři")
    made = an_opportunity(organisation=host)
    assert ids("q=kaktusáři") == {made.public_id}


def test_nothing_in_common_finds_nothing_and_offers_the_nearest():
    made = an_opportunity()
    found = find_cards(parse(QueryDict("q=ponorka doučování vesmír raketoplán")), "cs")
    assert found.total == 0
    assert [card.public_id for card in found.nearest] == [made.public_id]
    assert find_cards(parse(QueryDict("q=xyzzy")), "cs").nearest == []


def test_typo_is_found_and_a_spelling_suggested():
    an_opportunity(topics={"activity": ["library_help"]}, title="Knihovna", description="Pomoc v knihovně. " * 30)
    found = page("q=knihivna")
    assert found.total == 1
    assert found.suggestion == "knihovna"
    assert page("q=knihovna").suggestion == ""


# --- order and paging -----------------------------------------------------------------------------------------------
def test_pages_hold_everything_once_newest_first():
    made = [an_opportunity(title=f"Kaktus {number}") for number in range(7)]
    for number, opportunity in enumerate(made):
        type(opportunity).objects.filter(pk=opportunity.pk).update(date_posted=dt.date(2026, 1, 1 + number))
        opportunity.refresh_from_db()
        opportunities.pause(opportunity=opportunity, by=None)
        opportunities.reopen(opportunity=opportunity, by=None)
    expected = [opportunity.public_id for opportunity in reversed(made)]
    for address in ("", "q=kaktus"):
        pages = [page(f"{address}&page={number}", per_page=3) for number in (1, 2, 3)]
        assert [listing.public_id for one in pages for listing in one.listings] == expected
        assert [one.pages for one in pages] == [3, 3, 3]
    assert page("page=9", per_page=3).listings == []
