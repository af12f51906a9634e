"""axe on every public page, on a phone and on a wide screen, in Czech, Vietnamese and Arabic; nothing wider than the screen."""

import pytest

from mosty.applications.rules import access_code
from tests import factories

pytestmark = pytest.mark.journey
LANGUAGES = ["cs", "vi", "ar"]
WIDTHS = [360, 1280]


def paths(homework):
    application = factories.an_application(homework)
    public_id = homework.public_id
    return {
        "home": "/",
        "search": "/opportunities/",
        "nothing found": "/opportunities/?q=xyzzyqwert&district=atlantis",
        "listing": f"/opportunities/{public_id}/",
        "apply": f"/opportunities/{public_id}-x/apply/",
        "my": f"/my/{access_code(application.public_id)}/",
        "districts": "/districts/",
        "district": "/districts/praha-7/",
        "hosts": "/hosts/",
        "join": "/hosts/join/",
        "privacy": "/privacy/",
        "accessibility": "/accessibility/",
        "machines": "/for-websites/",
        "sign in": "/sign-in/",
        "missing": "/nowhere/",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_no_violations(page, live_server, homework, axe, language):
    found = {}
    for name, path in paths(homework).items():
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{live_server.url}/{language}{path}")
            assert page.locator("h1").count() == 1, name
            assert page.locator("html").get_attribute("lang") == language
            wider = page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
            problems = axe() + (["wider than the screen"] if wider else [])
            if problems:
                found[f"{name} at {width}"] = problems
    assert found == {}


def test_axe_finds_a_planted_defect(page, live_server, homework, axe):
    """The control."""
    page.goto(f"{live_server.url}/cs/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/ui/favicon.svg\">')"
    )
    assert any(row.startswith("image-alt") for row in axe())


def test_arabic_mirrors(page, live_server, homework):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/ar/")
    brand, languages = page.locator(".brand").bounding_box(), page.locator(".languages").bounding_box()
    assert brand["x"] > languages["x"]
    page.goto(f"{live_server.url}/cs/")
    brand, languages = page.locator(".brand").bounding_box(), page.locator(".languages").bounding_box()
    assert brand["x"] < languages["x"]


def test_first_view_is_light(page, live_server, homework):
    """At most 6 requests; nothing from elsewhere."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/vi/")
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 6, asked
    assert all(url.startswith(live_server.url) for url in asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gallery_of_parts(page, live_server, homework, axe, language, settings):
    """Every part of the look in one place; there only while the demonstration is on."""
    assert page.goto(f"{live_server.url}/{language}/gallery/").status == 404
    settings.DEMO = True
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.goto(f"{live_server.url}/{language}/gallery/").status == 200
        assert page.locator(".card").count() >= 1
        assert page.locator(".summary-errors").count() == 1
        assert axe() == []
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
