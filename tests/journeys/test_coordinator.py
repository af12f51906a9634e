"""A coordinator takes in a table in a real browser, publishes, and the Page has one post with picture and link."""

import pytest

from mosty.channels import actions as channels
from mosty.channels.models import LinkDay
from mosty.opportunities.models import Opportunity
from mosty.search.tasks import drain
from tests import factories
from tests.desk.test_from_table_to_post import TABLE, link_of_the_one_post

pytestmark = pytest.mark.journey
PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def desk(request, browser, live_server, client, city):
    """A page of a browser in which a coordinator is signed in."""
    client.force_login(factories.a_coordinator())
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 800})
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_table_to_post_to_counted_visit(desk, browser, live_server, graph, tmp_path):
    page = desk
    page.set_default_timeout(8000)
    channel = channels.add_channel(kind="facebook", name="Praha pro všechny", language="cs", by=None)
    channels.connect_channel(channel=channel, external_id=graph.page_id, secret=graph.token, by=None)
    file = tmp_path / "nabídky.csv"
    file.write_bytes(TABLE.encode("cp1250"))

    page.goto(f"{live_server.url}/desk/")
    page.click("nav a[href='/desk/imports/']")
    page.click("a[href='/desk/imports/new/']")
    page.set_input_files("input[type=file]", file)
    page.fill("input[name=partner]", "Modrá lavička")
    page.click("main form[enctype] button")
    assert not Opportunity.objects.exists()
    page.click("form[action$='/take-in/'] button:not([formaction])")
    made = Opportunity.objects.get()
    assert "jen poznámka" in page.content()
    page.click(f"main a[href*='{made.public_id}']")
    page.check(f"input[name=channel][value='{channel.public_id}']")
    page.click("form[action$='/publish/'] button[type=submit]")
    made.refresh_from_db()
    assert made.status == "published"
    link = link_of_the_one_post(graph)
    drain()

    # A browser without a window says so in its name, and visits of such machines are not counted.
    context = browser.new_context(viewport={"width": 360, "height": 740}, user_agent=PHONE)
    visitor = context.new_page()
    visitor.goto(live_server.url + link)
    assert made.public_id in visitor.url
    assert visitor.locator("h1").count() == 1
    assert context.cookies() == []
    context.close()
    assert LinkDay.objects.get().count == 1
