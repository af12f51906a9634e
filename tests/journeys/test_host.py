"""A host writes the first listing on a phone: a template is on the website at once, own words go to the coordinator."""

import pytest

from mosty.opportunities.actions import load_templates
from mosty.opportunities.models import Opportunity
from mosty.search.tasks import drain
from tests import factories

pytestmark = pytest.mark.journey
OWN_WORDS = (
    "Щосереди ми разом варимо вечерю і розмовляємо простою чеською. Приходьте, навіть якщо знаєте кілька слів. " * 3
)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def phone(request, browser, live_server, client, city):
    """A phone in which a member of a checked host is signed in; the host has nothing yet."""
    load_templates()
    member = factories.a_person()
    factories.a_host(member=member)
    client.force_login(member)
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 740})
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.set_default_timeout(8000)
    yield page
    context.close()


def go_on(page):
    page.click("form[data-keep] button[type=submit]")
    assert page.locator(".error, [aria-invalid=true]").count() == 0


def test_first_listing_from_a_template_is_read_in_vietnamese(phone, live_server):
    page = phone
    page.goto(f"{live_server.url}/host/")
    page.click(".empty a.button")
    page.click("button.pick >> nth=0")
    made = Opportunity.objects.get()
    go_on(page)
    page.select_option("select[name=district]", "praha-7")
    go_on(page)
    page.check("input[name=schedule_type][value=flexible_timeframe]")
    if not page.locator("input[name=day_parts] >> nth=0").is_visible():
        page.locator("details.panel", has=page.locator("input[name=day_parts]")).locator("summary").click()
    page.check("input[name=day_parts][value=TuesdayAfternoon]")
    go_on(page)
    page.check("input[name=languages][value=cs]")
    page.check("input[name=requirement_type][value=required]")
    page.select_option("select[name=minimum_level]", "a2")
    go_on(page)
    for _step in ("papers", "words", "contact"):
        go_on(page)
    assert page.url.endswith(f"/host/listings/{made.public_id}/preview/")
    page.click("form[action$='/submit/'] button")
    made.refresh_from_db()
    assert made.status == "published"
    drain()

    page.goto(f"{live_server.url}/vi/opportunities/?district=praha-7&day_part=TuesdayAfternoon&level=a2")
    page.click(".card h3 a")
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator("h1[lang]:not([lang=vi])").count() == 0
    assert "A2" in page.content()


def test_own_words_in_ukrainian_wait_for_the_coordinator(phone, live_server):
    page = phone
    page.goto(f"{live_server.url}/host/listings/new/")
    page.select_option("select[name=source_language]", "uk")
    page.click("button[name=template][value='']")
    made = Opportunity.objects.get()
    page.select_option("select[name=activity]", "gardening")
    go_on(page)
    go_on(page)
    page.check("input[name=schedule_type][value=open_ended]")
    go_on(page)
    page.check("input[name=languages][value=cs]")
    page.check("input[name=requirement_type][value=not_needed]")
    go_on(page)
    go_on(page)
    page.fill("input[name=title]", "Варимо разом")
    page.click("form[data-keep] button[name=then][value=home]")
    assert "Варимо разом" in page.content()

    # Half-written is not lost and not sent: the next step is named, and what is missing is said.
    page.click("main .actions a.button")
    assert page.locator("form[action$='/submit/']").count() == 0
    page.click("section[aria-labelledby=send] a.button")
    page.fill("textarea[name=description]", OWN_WORDS)
    page.click("form[data-keep] button[name=then][value=preview]")
    page.click("form[action$='/submit/'] button")
    made.refresh_from_db()
    assert (made.status, made.source_language) == ("submitted", "uk")
    assert page.goto(f"{live_server.url}/cs/opportunities/{made.public_id}-x/").status == 404
