"""Any search as RSS, JSON Feed and calendar, in every language."""

import datetime as dt
import json
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings
from icalendar import Calendar

from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.search.actions import reindex
from tests import factories
from tests.api.reading import TITLES
from tests.reading import LANGUAGES, read

pytestmark = pytest.mark.django_db
TYPES = {"rss": "application/rss+xml", "json": "application/feed+json", "ics": "text/calendar"}
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client, form, language="cs", **filters):
    response = client.get(f"/feeds/{language}/opportunities.{form}", filters)
    assert response.status_code == 200
    return response


def rss(client, language="cs", **filters):
    return ElementTree.fromstring(feed(client, "rss", language, **filters).content).find("channel")


def json_feed(client, language="cs", **filters):
    return json.loads(feed(client, "json", language, **filters).content)


def events(client, language="cs", **filters):
    return Calendar.from_ical(feed(client, "ics", language, **filters).content).walk("VEVENT")


def ids(client, form, **filters):
    """The public ids in a feed."""
    if form == "rss":
        return {item.findtext("guid").removeprefix("mosty:") for item in rss(client, **filters).findall("item")}
    if form == "json":
        return {item["id"].removeprefix("mosty:") for item in json_feed(client, **filters)["items"]}
    return {str(event["uid"]).split("-")[0] for event in events(client, **filters)}


def path_of(address):
    assert address.startswith(settings.SITE_URL + "/")
    return address.removeprefix(settings.SITE_URL)


def test_rss_item_has_what_a_reader_needs(client, few):
    for language in LANGUAGES:
        channel = rss(client, language)
        assert channel.findtext("language") == language
        assert channel.find(f"{ATOM}link").get("href").endswith(f"/feeds/{language}/opportunities.rss")
        items = {item.findtext("guid"): item for item in channel.findall("item")}
        assert len(items) == len(channel.findall("item")) == 3
        for item in items.values():
            assert item.find("guid").get("isPermaLink") == "false"
            assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo is not None
            assert item.findtext("description")
            assert path_of(item.findtext("link")).startswith(f"/{language}/opportunities/")
        assert items[f"mosty:{few['dated'].public_id}"].findtext("title") == TITLES[language]


def test_json_feed_item_has_what_a_reader_needs(client, few):
    for language in LANGUAGES:
        body = json_feed(client, language)
        assert (body["version"], body["language"]) == ("https://jsonfeed.org/version/1.1", language)
        assert body["title"]
        assert path_of(body["home_page_url"]) == f"/{language}/opportunities/"
        items = {item["id"]: item for item in body["items"]}
        assert len(items) == len(body["items"]) == 3
        for item in items.values():
            assert path_of(item["url"]).startswith(f"/{language}/opportunities/")
            assert item["title"]
            assert item["content_text"]
            assert dt.datetime.fromisoformat(item["date_published"]).tzinfo is not None
        dated = items[f"mosty:{few['dated'].public_id}"]
        assert (dated["title"], dated["language"]) == (TITLES[language], language)
        assert items[f"mosty:{few['online'].public_id}"]["language"] == "cs"  # nobody has translated it


def test_address_in_a_feed_is_the_page_in_that_language(client, few):
    for language in LANGUAGES:
        item = json_feed(client, language, mode="offline", kind="help")["items"][0]
        page = client.get(path_of(item["url"]))
        assert page.status_code == 200
        assert read(page.content.decode()).html["lang"] == language
    assert client.get(path_of(item["image"]))["Content-Type"] == "image/png"


def test_calendar_keeps_to_the_format(client, few):
    for language in LANGUAGES:
        raw = feed(client, "ics", language).content
        lines = raw.split(b"\r\n")
        assert lines[-1] == b""
        assert b"\n" not in raw.replace(b"\r\n", b"")
        assert max(len(line) for line in lines) <= 75
        assert any(line.startswith(b" ") for line in lines)  # there was something to fold
        for line in lines:
            line.decode()  # no letter is cut in two
        found = events(client, language)
        assert len(found) >= 8
        for event in found:
            start, end = event["dtstart"].dt, event["dtend"].dt
            assert start.tzinfo is not None
            assert end - start == dt.timedelta(hours=2)
            assert start.astimezone(dt.UTC) > dt.datetime.now(dt.UTC)
            assert event["summary"] == TITLES[language]


def test_event_keeps_its_name_and_leads_to_its_listing(client, few):
    first, second = events(client), events(client, "vi")
    uids = [str(event["uid"]) for event in first]
    assert len(set(uids)) == len(uids)
    assert [str(event["uid"]) for event in second] == uids
    address = path_of(str(second[0]["url"]))
    assert client.get(client.get(address)["Location"]).status_code == 200


def test_any_filter_narrows_any_feed(client, few):
    dated, online, meet = (few[name].public_id for name in ("dated", "online", "meet"))
    asked = {
        (): {dated, online, meet},
        (("mode", "online"),): {online},
        (("kind", "meet"),): {meet},
        (("district", "praha-7"),): {dated},
        (("q", "překlady"),): {online},
        (("kind", "help"), ("mode", "offline")): {dated},
        (("district", "atlantis"),): set(),
    }
    for filters, expected in asked.items():
        assert ids(client, "rss", **dict(filters)) == expected, filters
        assert ids(client, "json", **dict(filters)) == expected, filters
        assert ids(client, "ics", **dict(filters)) == expected & {dated}, filters  # only this one has dates


def test_feed_begins_with_the_newest_and_a_calendar_with_the_soonest(client, few):
    dogs = {"activity": "dog_walking"}
    for title, days, posted in (("Brzy", 1, dt.date(2026, 1, 1)), ("Později", 9, dt.date(2026, 1, 2))):
        made = factories.an_opportunity(title=title, topics={name: [code] for name, code in dogs.items()})
        start = dt.datetime.now(dt.UTC) + dt.timedelta(days=days)
        opportunities.set_times(opportunity=made, by=None, dates=[{"start_date": start}])
        Opportunity.objects.filter(pk=made.pk).update(date_posted=posted)
    reindex()
    assert [item.findtext("title") for item in rss(client, **dogs).findall("item")] == ["Později", "Brzy"]
    assert [item["title"] for item in json_feed(client, **dogs)["items"]] == ["Později", "Brzy"]
    assert [item["title"] for item in json_feed(client, sort="date", **dogs)["items"]] == ["Brzy", "Později"]
    assert [str(event["summary"]) for event in events(client, **dogs)] == ["Brzy", "Později"]


def test_odd_signs_in_a_title_break_no_feed(client, few):
    opportunities.set_texts(
        opportunity=few["online"], language="cs", by=None, texts={"title": "Psi & <kočky>; \"a\", \\b\x0b\nkonec"}
    )  # fmt: skip
    for language in ("cs", "ar"):
        titles = [item.findtext("title") for item in rss(client, language).findall("item")]
        assert any(title.startswith('Psi & <kočky>; "a", \\b') for title in titles)
        assert len(json_feed(client, language)["items"]) == 3
        assert events(client, language)


def test_feed_is_public_and_of_its_type(client, few):
    for kind, media_type in TYPES.items():
        response = feed(client, kind)
        assert response["Content-Type"].split(";")[0] == media_type
        assert response["Cache-Control"].startswith("public")
        assert not response.cookies
        assert few["draft"].public_id not in response.content.decode()
        assert client.get(f"/feeds/de/opportunities.{kind}").status_code == 404
    assert client.get("/feeds/cs/opportunities.xml").status_code == 404


def test_saving_the_same_times_again_moves_no_event(client, city):
    made = factories.an_opportunity()
    start = dt.datetime.now(dt.UTC).replace(microsecond=0) + dt.timedelta(days=3)
    uids = []
    for _twice in range(2):
        opportunities.set_times(opportunity=made, by=None, dates=[{"start_date": start}])
        reindex()
        uids.append([str(event["uid"]) for event in events(client)])
    assert uids[0] == uids[1] != []


def test_scripts_on_other_websites_may_read(client, few):
    for path in (*(f"/feeds/cs/opportunities.{kind}" for kind in TYPES), "/api/v1/districts/", "/api/v1/nowhere/"):
        assert client.get(path)["Access-Control-Allow-Origin"] == "*", path
    assert "Access-Control-Allow-Origin" not in client.get("/cs/")
