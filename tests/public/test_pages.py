"""Public pages: every address in every language, states, headers, counts of queries."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import translation

from mosty.city.queries import districts_by_slug, topics_by_code
from mosty.opportunities import actions as opportunities
from mosty.search.actions import reindex
from mosty.search.queries import find_cards
from mosty.search.rules.wish import Wish
from mosty.ui.middleware import LONGEST_QUERY
from tests import factories
from tests.reading import LANGUAGES, foreign_sentences, read

pytestmark = pytest.mark.django_db
CS_A2 = [{"languages": ["cs"], "requirement_type": "required", "minimum_level": "a2", "purpose": ["with_clients"]}]


@pytest.fixture
def listing(city):
    made = factories.an_opportunity(
        needs=CS_A2, texts={"vi": {"title": "Dạy kèm trẻ em", "summary": "Giúp trẻ em làm bài tập."}}
    )
    factories.tuesdays(made)
    opportunities.publish(opportunity=made, by=None)
    reindex()
    return made


def addresses(listing, language):
    """Every public page that exists, as a reader would come to it."""
    application = factories.an_application(listing, preferred_language=language)
    from mosty.applications.rules import access_code  # noqa: PLC0415
    from mosty.opportunities.queries import listing as wrapped  # noqa: PLC0415
    from mosty.public.views.places import organisation_key  # noqa: PLC0415

    with translation.override(language):
        key = wrapped(listing, language).address_key
        host = listing.organisation
        return {
            "home": reverse("public:home"),
            "search": reverse("public:search"),
            "nothing": reverse("public:search") + "?q=xyzzyqwert&level=a1",
            "unknown": reverse("public:search") + "?district=atlantis",
            "events": reverse("public:search") + "?kind=meet",
            "listing": reverse("public:opportunity", args=[key]),
            "apply": reverse("public:apply", args=[key]),
            "my": reverse("public:my", args=[access_code(application.public_id)]),
            "host": reverse("public:organisation", args=[organisation_key(host, host.name)]),
            "districts": reverse("public:districts"),
            "district": reverse("public:district", args=["praha-7"]),
            "empty district": reverse("public:district", args=["praha-benice"]),
            "hosts": reverse("public:hosts"),
            "join": reverse("public:join"),
            "invitation": reverse("public:invitation", args=["nothing"]),
            "privacy": reverse("public:privacy"),
            "accessibility": reverse("public:accessibility"),
            "machines": reverse("public:machines"),
            "sign-in": reverse("public:sign_in"),
            "missing": f"/{language}/nowhere/",
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_speaks_one_language(client, listing, language):
    for name, path in addresses(listing, language).items():
        response = client.get(path)
        assert response.status_code == (404 if name == "missing" else 200), (name, response.status_code)
        page = read(response.content.decode())
        assert page.html["lang"] == language, name
        assert page.html["dir"] == ("rtl" if language == "ar" else "ltr"), name
        assert page.headings, name
        assert foreign_sentences(page, language) == [], name


def test_walk_finds_a_sentence_left_in_english(client, listing, settings, tmp_path):
    """The control: the same walk over a page in English that claims to be Czech must find something."""
    html = client.get("/en/privacy/").content.decode().replace('lang="en"', 'lang="cs"')
    assert foreign_sentences(read(html), "cs") != []


def test_public_pages_set_no_cookie_and_may_be_cached(client, listing):
    for path in ("/cs/", "/vi/opportunities/", "/ar/districts/", "/en/privacy/"):
        response = client.get(path)
        assert not response.cookies, path
        assert response.headers["Cache-Control"].startswith("public"), path
        assert "Cookie" not in response.headers.get("Vary", ""), path


def test_every_page_has_its_headers(client, listing):
    for path in ("/cs/", "/cs/nowhere/", "/cs/opportunities/?q=a", "/cs/sign-in/", "/robots.txt"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_front_follows_the_browser(client, city):
    response = client.get("/", headers={"accept-language": "vi,en;q=0.5"})
    assert (response.status_code, response["Location"]) == (302, "/vi/")
    assert "Accept-Language" in response["Vary"]


def test_old_title_leads_to_the_present_one(client, listing):
    response = client.get(f"/cs/opportunities/{listing.public_id}-neco-jineho/")
    assert response.status_code == 301
    assert client.get(response["Location"]).status_code == 200


def test_draft_has_no_page(client, city):
    draft = factories.an_opportunity(published=False)
    assert client.get(f"/cs/opportunities/{draft.public_id}-x/").status_code == 404


def test_closed_listing_says_so_and_takes_nobody(client, listing):
    opportunities.close(opportunity=listing, by=None)
    path = client.get(f"/en/opportunities/{listing.public_id}/")["Location"]
    html = client.get(path).content.decode()
    assert "This activity has ended." in html
    assert "apply/" not in html
    assert 'content="noindex"' in html


def test_listing_of_suspended_host_disappears(client, listing):
    from mosty.organisations import actions  # noqa: PLC0415

    actions.suspend(organisation=listing.organisation, by=None)
    assert client.get(f"/cs/opportunities/{listing.public_id}/").status_code == 404


def test_translated_title_and_original_are_marked(client, listing):
    page = read(client.get(client.get(f"/vi/opportunities/{listing.public_id}/")["Location"]).content.decode())
    assert ("vi", "Dạy kèm trẻ em") in page.texts
    assert any(language == "cs" and text == "Doučování dětí" for language, text in page.texts)


def test_structured_data_never_says_salary(client, listing):
    html = client.get(client.get(f"/cs/opportunities/{listing.public_id}/")["Location"]).content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S).group(1)
    assert '"@type": "Event"' in data
    assert "baseSalary" not in data


@pytest.mark.parametrize("path", ["/cs/", "/cs/opportunities/", "/cs/districts/praha-7/"])
def test_queries_do_not_grow_with_listings(client, city, path, django_assert_max_num_queries):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    counts = []
    for total in (1, 3):
        while opportunities_count() < total:
            factories.tuesdays(factories.an_opportunity(needs=CS_A2))
        reindex()
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(path).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def opportunities_count() -> int:
    from mosty.opportunities.models import Opportunity  # noqa: PLC0415

    return Opportunity.objects.count()


def test_address_with_every_filter_stays_small_and_an_endless_one_is_refused(client, listing):
    """Most links of the page repeat its address: hundreds of values made megabytes of it."""
    found = find_cards(Wish(), "cs")
    values = [(facet.name, row.value) for facet in found.facets for row in facet.values]
    values += [("district", slug) for slug in districts_by_slug()] + [("activity", f"nothing-{n}") for n in range(60)]
    page = client.get(f"{reverse('public:search')}?{urlencode(values)}")
    assert page.status_code == 200 and page.content.count(b"chip-wrong") == 4 and len(page.content) < 400_000
    endless = client.get(reverse("public:search"), {"district": [f"nowhere-{n}" for n in range(900)]})
    assert endless.status_code == 414 and len(endless.content) < 30_000 and b"nowhere" not in endless.content
    problem = client.get("/api/v1/opportunities", {"district": [f"nowhere-{n}" for n in range(900)]})
    assert (problem.status_code, problem.headers["Content-Type"]) == (414, "application/problem+json")


def test_every_filter_of_the_city_at_once_is_no_endless_address(city):
    names = ("cause", "activity", "audience", "reward")
    values = [(name, code) for name in names for code in topics_by_code(name)]
    values += [("district", slug) for slug in districts_by_slug()]
    assert len(urlencode(values)) < LONGEST_QUERY * 0.9
