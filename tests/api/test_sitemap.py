"""What search engines and watchers are told."""

import datetime as dt
import re
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext

from mosty.api.views import health
from mosty.base.clock import now
from mosty.base.heartbeat import WORKER, beat
from mosty.base.models import Heartbeat
from mosty.opportunities import actions as opportunities
from mosty.opportunities.queries import listing as wrapped
from mosty.organisations import actions as organisations
from tests import factories
from tests.reading import LANGUAGES

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
CANONICAL = re.compile(r'<link rel="canonical" href="(.*?)">')


def sitemap(client):
    """Address → its alternates by language."""
    response = client.get("/sitemap.xml")
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    rows = ElementTree.fromstring(response.content).findall("s:url", NAMES)
    found = {
        row.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in row.findall("x:link[@rel='alternate']", NAMES)
        }
        for row in rows
    }
    assert len(found) == len(rows)  # nothing is listed twice
    return found


def path_of(address):
    assert address.startswith(settings.SITE_URL + "/")
    return address.removeprefix(settings.SITE_URL)


def of_listing(client, row):
    """The listed addresses of a listing by language."""
    return {path_of(address).split("/")[1]: address for address in sitemap(client) if row.public_id in address}


def test_every_listed_address_is_a_page_that_wants_to_be_found(client, few):
    for number, address in enumerate(sitemap(client)):
        is_district = "/districts/praha" in address
        if is_district and number % 6:  # districts are alike: each one is looked at in one language or two
            continue
        response = client.get(path_of(address))
        assert response.status_code == 200, address
        html = response.content.decode()
        assert 'content="noindex' not in html, address
        assert unquote(CANONICAL.search(html)[1]) == unquote(address)


def test_every_address_names_its_sisters_in_all_languages(client, few):
    listed = sitemap(client)
    for address, sisters in listed.items():
        assert list(sisters) == LANGUAGES, address
        assert address in sisters.values()
        for language, sister in sisters.items():
            assert path_of(sister).startswith(f"/{language}/")
            assert listed[sister] == sisters


def test_pages_of_the_menus_and_shown_listings_are_listed(client, few):
    listed = sitemap(client)
    menus = set(re.findall(r'href="(/vi/[-\w/]*)"', client.get("/vi/").content.decode()))
    wanted = {path for path in menus if CANONICAL.search(client.get(path).content.decode())}
    assert len(wanted) >= 7
    assert {settings.SITE_URL + path for path in wanted} <= listed.keys()
    assert sum("/vi/districts/praha" in address for address in listed) == 57
    for name in ("dated", "online", "meet"):
        assert of_listing(client, few[name]).keys() == set(LANGUAGES)


def test_what_is_not_published_is_not_listed(client, few):
    assert of_listing(client, few["draft"]) == {}
    opportunities.pause(opportunity=few["online"], by=None)
    opportunities.close(opportunity=few["meet"], by=None)
    organisations.suspend(organisation=few["dated"].organisation, by=None)
    for name in ("online", "meet", "dated"):
        assert of_listing(client, few[name]) == {}, name


def test_machine_translation_that_nobody_has_read_is_not_listed(client, few):
    made = factories.an_opportunity()
    opportunities.set_texts(
        opportunity=made, language="vi", texts={"title": "Dạy trẻ em"}, by=None, state="mt_unreviewed"
    )
    found = of_listing(client, made)
    assert found.keys() == set(LANGUAGES) - {"vi"}
    assert all("vi" not in sitemap(client)[address] for address in found.values())
    page = client.get(f"/vi/opportunities/{wrapped(made, 'vi').address_key}/").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    opportunities.set_texts(opportunity=made, language="vi", texts={"title": "Dạy trẻ em"}, by=None)
    assert of_listing(client, made).keys() == set(LANGUAGES)


def test_listings_add_no_queries(client, few):
    counts = []
    for _number in range(3):
        factories.an_opportunity()
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
        counts.append(len(captured))
    assert counts[0] == counts[2]


def test_robots_may_read_what_is_public_and_find_the_sitemap(client, few):
    response = client.get("/robots.txt")
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (200, "text/plain")
    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert rules.site_maps() == [f"{settings.SITE_URL}/sitemap.xml"]
    for address in sitemap(client):
        assert rules.can_fetch("Anybot", address)
    for language in LANGUAGES:
        assert not rules.can_fetch("Anybot", f"{settings.SITE_URL}/{language}/my/abc/")
    for path in ("/host/", "/desk/x/", "/go/abc"):
        assert not rules.can_fetch("Anybot", settings.SITE_URL + path)


# --- health -----------------------------------------------------------------------------------------------------------
def readiness(client):
    """Status and what is out of order."""
    response = client.get("/health/ready")
    body = response.json()
    assert response["Cache-Control"] == "no-store"
    assert body["checks"].keys() == {"database", "migrations", "worker", "disk"}
    assert body["status"] == ("ok" if response.status_code == 200 else "not ready")
    return response.status_code, [name for name, is_well in body["checks"].items() if not is_well]


def test_living_asks_the_database_nothing(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response["Cache-Control"] == "no-store"


def test_readiness_says_what_is_missing(client, db, monkeypatch):
    assert readiness(client) == (503, ["worker"])
    beat()
    assert readiness(client) == (200, [])
    Heartbeat.objects.filter(name=WORKER).update(beaten_at=now() - dt.timedelta(minutes=3))
    assert readiness(client) == (503, ["worker"])
    beat()
    MigrationRecorder(connection).record_unapplied("base", "0001_initial")
    assert readiness(client) == (503, ["migrations"])
    MigrationRecorder(connection).record_applied("base", "0001_initial")
    monkeypatch.setattr(health, "FREE_BYTES", 10**18)
    assert readiness(client) == (503, ["disk"])


def test_a_listing_names_its_own_address_in_each_language(client, city):
    made = factories.an_opportunity(title="Doučování", texts={"vi": {"title": "Dạy kèm trẻ em"}})
    key = wrapped(made, "cs").address_key
    html = client.get(f"/cs/opportunities/{key}/").content.decode()
    others = dict(re.findall(r'rel="alternate" hreflang="(\w+)" href="(.*?)"', html))
    assert set(others) == set(LANGUAGES)
    for language, address in others.items():
        response = client.get(path_of(address))
        assert response.status_code == 200, (language, address)
        assert unquote(CANONICAL.search(response.content.decode())[1]) == unquote(address)
