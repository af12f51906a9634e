"""What other websites show of ours: the list in a frame, its script, oEmbed."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from mosty.applications.rules import access_code
from mosty.opportunities import actions as opportunities
from mosty.opportunities.queries import listing as wrapped
from tests import factories
from tests.api.reading import TITLES
from tests.reading import LANGUAGES, foreign_sentences, read

pytestmark = pytest.mark.django_db
EMBED = "/embed/cs/opportunities/"


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def named(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def links(client, path, **query):
    """The listings a frame shows, and the link to all of them."""
    response = client.get(path, query)
    assert response.status_code == 200
    hrefs = [link["href"] for link in Elements(response.content.decode()).named("a")]
    return hrefs[:-1], hrefs[-1]


def shown(client, **query):
    return {href.split("/")[3].split("-")[0] for href in links(client, EMBED, **query)[0]}


def addresses(few):
    """Every other kind of address the product has."""
    application = factories.an_application(few["dated"])
    with translation.override("cs"):
        key = wrapped(few["dated"], "cs").address_key
        own = [reverse(f"public:{name}", args=[key]) for name in ("opportunity", "apply", "calendar", "poster")]
    plain = ["", "opportunities/", "events/", "districts/", "districts/praha-7/", "hosts/", "hosts/join/", "privacy/"]
    plain += ["accessibility/", "for-websites/", "sign-in/", "nowhere/", f"my/{access_code(application.public_id)}/"]
    pages = [f"/cs/{page}" for page in plain]
    machines = [
        "/api/v1/opportunities/",
        "/api/v1/docs/",
        "/api/v1/openapi.json",
        "/embed.js",
        "/oembed/",
        "/sitemap.xml",
    ]
    machines += ["/robots.txt", "/health/live", "/feeds/cs/opportunities.rss", "/embed/de/opportunities/"]
    return [*own, *pages, *machines, "/", "/host/", "/desk/", "/go/nothing"]


def test_only_the_embedded_list_may_be_framed(client, few):
    for language in LANGUAGES:
        headers = client.get(f"/embed/{language}/opportunities/").headers
        assert "frame-ancestors *;" in headers["Content-Security-Policy"] + ";"
        assert "X-Frame-Options" not in headers
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    for path in addresses(few):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
        if path != "/embed.js":
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path


def test_frame_sets_no_cookie_and_needs_no_script(client, few):
    response = client.get(EMBED)
    assert not response.cookies
    assert response["Cache-Control"].startswith("public")
    assert "Cookie" not in response["Vary"]
    page = Elements(response.content.decode())
    assert [script["src"] for script in page.named("script")] == ["/static/api/frame.js"]  # tells its height, no more
    assert not [attributes for _tag, attributes in page.found if any(name.startswith("on") for name in attributes)]
    assert page.named("base") == [{"target": "_blank"}]
    hrefs, _more = links(client, EMBED)
    assert len(hrefs) == 3
    for href in hrefs:
        assert client.get(href).status_code == 200


def test_frame_speaks_the_language_of_its_address(client, few):
    for language in LANGUAGES:
        response = client.get(f"/embed/{language}/opportunities/", headers={"accept-language": "en"})
        page = read(response.content.decode())
        assert page.html["lang"] == response["Content-Language"] == language
        assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
        assert (language, TITLES[language]) in page.texts
        assert foreign_sentences(page, language) == []
        assert all(href.startswith(f"/{language}/") for href in links(client, f"/embed/{language}/opportunities/")[0])
    assert client.get("/embed/de/opportunities/").status_code == 404


def test_frame_shows_what_the_search_finds(client, few):
    dated, online, meet = (few[name].public_id for name in ("dated", "online", "meet"))
    assert shown(client) == {dated, online, meet}
    assert shown(client, mode="online") == {online}
    assert shown(client, kind="meet") == {meet}
    assert shown(client, district=["praha-7", "praha-14"]) == {dated, meet}
    assert shown(client, q="překlady") == {online}
    assert shown(client, district="atlantis") == set()


def test_frame_leads_to_the_same_search(client, few):
    hrefs, more = links(client, EMBED, district=["praha-7", "praha-14"], limit="1")
    assert len(hrefs) == 1
    assert more == f"{settings.SITE_URL}/cs/opportunities/?district=praha-7&district=praha-14"


def test_limit_is_kept_within_bounds(client, few):
    for number in range(31):
        factories.an_opportunity(title=f"Kaktus {number}")
    for limit, expected in (("", 6), ("1", 1), ("30", 30), ("31", 30), ("9" * 5000, 30), ("0", 6), ("-1", 6), ("x", 6)):
        assert len(links(client, EMBED, limit=limit)[0]) == expected, limit[:9]


def test_script_is_small_and_kept_for_an_hour(client, few):
    response = client.get("/embed.js")
    text = response.content.decode()
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.cookies
    assert len(text) < 2_000
    assert json.loads(re.search(r"JSON\.parse\('(.*?)'\)", text)[1]) == LANGUAGES
    assert not re.search(r"cookie|localStorage|sessionStorage|fetch\(|XMLHttpRequest|sendBeacon|innerHTML", text)


# --- oEmbed -----------------------------------------------------------------------------------------------------------
def ask(client, address):
    return client.get("/oembed/", {"url": address})


def test_listing_is_described_for_others(client, few):
    for language in LANGUAGES:
        key = wrapped(few["dated"], language).address_key
        as_read = f"{settings.SITE_URL}/{language}/opportunities/{key}/"
        with translation.override(language):
            as_sent = settings.SITE_URL + reverse("public:opportunity", args=[key])
        for address in (as_read, as_sent):  # with the letters themselves, and as browsers and feeds write them
            response = ask(client, address)
            assert response.status_code == 200, address
            assert response["Content-Type"].startswith("application/json")
            body = response.json()
            assert (body["version"], body["type"], body["title"]) == ("1.0", "link", TITLES[language])
            assert body["author_name"] == few["dated"].organisation.name
            assert body["provider_url"] == settings.SITE_URL


def test_search_is_given_as_a_frame(client, few):
    body = ask(client, f"{settings.SITE_URL}/vi/opportunities/?mode=online&kind=help").json()
    assert (body["version"], body["type"]) == ("1.0", "rich")
    (frame,) = Elements(body["html"]).named("iframe")
    assert frame["src"] == f"{settings.SITE_URL}/embed/vi/opportunities/?mode=online&kind=help"
    assert (int(frame["width"]), int(frame["height"])) == (body["width"], body["height"])
    hrefs, _more = links(client, frame["src"].removeprefix(settings.SITE_URL))
    assert [few["online"].public_id in href for href in hrefs] == [True]


def test_nothing_in_an_address_gets_out_of_the_frame(client, few):
    query = "q=\"><script>alert(1)</script>&district=a'b"
    html = ask(client, f"{settings.SITE_URL}/cs/opportunities/?{query}").json()["html"]
    elements = Elements(html)
    assert [tag for tag, _attributes in elements.found] == ["iframe"]
    assert elements.named("iframe")[0].keys() == {"src", "width", "height", "title"}


def test_what_is_not_a_public_listing_of_ours_is_not_described(client, few):
    closed = few["meet"]
    paths = {name: f"/cs/opportunities/{wrapped(few[name], 'cs').address_key}/" for name in ("dated", "draft", "meet")}
    opportunities.close(opportunity=closed, by=None)
    site = settings.SITE_URL
    foreign = [
        "",
        "https://example.org/cs/opportunities/",
        f"{site}.example.org/cs/opportunities/",
        "cs/opportunities/",
    ]
    foreign += [f"https://example.org{paths['dated']}", f"{site}@example.org{paths['dated']}"]
    ours = ["/", "/cs/", "/de/opportunities/", "/cs/privacy/", "/cs/nowhere/", "/api/v1/opportunities/"]
    ours += [paths["draft"], paths["meet"]]
    for address in [*foreign, *(site + path for path in ours)]:
        assert ask(client, address).status_code == 404, address
    assert client.get("/oembed/").status_code == 404
    assert ask(client, site + paths["dated"]).status_code == 200
