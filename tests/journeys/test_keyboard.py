"""The main tasks with the keyboard alone: everything can be reached in reading order, and one always sees where one is."""

import re

import pytest
from django.core import mail

from mosty.applications.models import Application
from mosty.notices.actions import send_due
from mosty.opportunities import actions
from mosty.opportunities.models import Opportunity
from tests import factories

pytestmark = pytest.mark.journey
STANDING = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  const line = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none';
  const drawn = line || style.boxShadow !== 'none';
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  const middle = [box.x + box.width / 2, box.y + box.height / 2];
  const top = document.elementFromPoint(...middle);
  const free = it.type === 'radio' || it.type === 'checkbox' || !top || it.contains(top) || top.contains(it);
  return {html: it.outerHTML.slice(0, 120), drawn, inside, free, body: it === document.body};
}"""


class Keyboard:
    """Tab, arrows and Enter; notes every stop that cannot be seen."""

    def __init__(self, page):
        self.page = page
        self.unseen = []

    def to(self, selector, most=120):
        """Press Tab until the element is focused."""
        for _ in range(most):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return self
            self.page.keyboard.press("Tab")
            standing = self.page.evaluate(STANDING)
            if not standing["body"] and not (standing["drawn"] and standing["inside"] and standing["free"]):
                self.unseen.append(standing)
        raise AssertionError(f"{selector} is not reached within {most} presses of Tab")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.page.wait_for_load_state()
        return self

    def go(self):
        """Enter, and wait until the next page is there."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def type(self, words):
        self.page.keyboard.type(words)
        return self

    def choose(self, selector, value):
        """Arrow keys through a closed list, as people do."""
        self.to(selector)
        for _ in range(80):
            if self.page.eval_on_selector(selector, "it => it.value") == value:
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} never came to {value}")


@pytest.fixture(params=[360, 1280])
def keyboard(request, page):
    page.set_viewport_size({"width": request.param, "height": 740})
    page.set_default_timeout(8000)
    page.emulate_media(reduced_motion="reduce")
    return Keyboard(page)


def test_find_and_apply(keyboard, live_server, homework):
    page = keyboard.page
    page.goto(f"{live_server.url}/vi/")
    keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.skip')")
    keyboard.press("Enter")
    keyboard.choose("select[name=district]", "praha-7").choose("select[name=level]", "a2")
    keyboard.to("form[role=search] button[type=submit]").press("Enter")
    page.wait_for_url("**/opportunities/**")
    keyboard.to(".card h3 a").press("Enter")
    page.wait_for_selector(".sticky a.button, a[href$='/apply/']")
    keyboard.to("a[href$='/apply/']").press("Enter")
    page.wait_for_url("**/apply/")
    keyboard.to("input[name=given_name]").type("Linh").to("input[name=contact]").type("linh@example.org")
    keyboard.choose("select[name=session]", page.eval_on_selector("select[name=session]", "it => it.options[1].value"))
    keyboard.to("textarea[name=words]").type("Xin chào.")
    keyboard.to("form[method=post] button[type=submit]").press("Enter")
    page.wait_for_url(re.compile(r"/vi/my/"))
    assert Application.objects.get().given_name == "Linh"
    assert keyboard.unseen == []


def test_answer_from_the_letter(keyboard, live_server, homework):
    page = keyboard.page
    factories.an_application(homework)
    send_due()
    letter = next(row for row in mail.outbox if "/host/answer/" in row.body)
    page.goto(re.search(r"http\S+/host/answer/\S+", letter.body).group(0))
    keyboard.to("input[name=answer]")
    for _ in range(6):
        if page.eval_on_selector("input[name=answer][value=accept]", "it => it.checked"):
            break
        keyboard.press("ArrowDown" if page.locator("input[name=answer]:checked").count() else "Space")
    keyboard.to("textarea[name=words]").type("Těšíme se.")
    keyboard.to("form[method=post] button[type=submit]:not(.button-link)").go()
    assert Application.objects.get().status == "accepted"
    assert keyboard.unseen == []


def test_publish_from_the_desk(keyboard, live_server, client, city):
    page = keyboard.page
    made = factories.an_opportunity(published=False, papers=[])
    actions.submit(opportunity=made, by=None)
    client.force_login(factories.a_coordinator())
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/desk/")
    keyboard.to("main a[href*='/desk/']").go()
    page.goto(f"{live_server.url}/desk/listings/{made.public_id}/")
    keyboard.to("form[action$='/publish/'] button[type=submit]").go()
    assert Opportunity.objects.get().status == "published"
    assert keyboard.unseen == []


def test_language_and_filters(keyboard, live_server, homework):
    """The bridge of languages opens and leads; a filter is ticked with the space bar and its chip taken away again."""
    page = keyboard.page
    page.goto(f"{live_server.url}/cs/opportunities/")
    if not page.locator("a[hreflang=ar]").first.is_visible():
        keyboard.to("summary").press("Enter")
    keyboard.to("a[hreflang=ar]").press("Enter")
    page.wait_for_url("**/ar/opportunities/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    keyboard.to("#filters summary", most=200)
    keyboard.to("#filters details:has(input[name=district]) summary").press("Enter")
    keyboard.to("input[name=district][value=praha-7]").press("Space")
    page.wait_for_selector(".chip-on")
    assert "district=praha-7" in page.url
    assert page.evaluate("document.activeElement.value") == "praha-7"
    assert page.locator("#filters details[open]").count() >= 2
    keyboard.to("#filters details:has(input[name=age]) summary").press("Enter")
    keyboard.to("input[name=age]").type("16").press("Tab")
    page.wait_for_url("**age=16**")
    assert page.evaluate("document.activeElement.name") != "age"
    page.reload()
    keyboard.to(".chip-on", most=200).press("Enter")
    page.wait_for_url(lambda address: "praha-7" not in address)
    assert keyboard.unseen == []


def test_filters_that_get_no_answer_lead_nowhere(keyboard, live_server, homework):
    """A lost connection leaves the page and the button; a link followed meanwhile is followed."""
    page = keyboard.page
    page.goto(f"{live_server.url}/cs/opportunities/")
    page.route("**district=praha-7**", lambda route: route.abort())
    page.click("#filters details:has(input[name=district]) summary")
    page.check("input[name=district][value=praha-7]")
    page.wait_for_timeout(300)
    assert page.url.endswith("/cs/opportunities/")
    assert page.locator("input[name=district][value=praha-7]").is_checked()
    page.unroute("**district=praha-7**")
    page.click("#filters button[type=submit]")
    page.wait_for_url("**district=praha-7**")

    page.route("**district=praha-8**", lambda route: None)
    page.evaluate("document.querySelector('#filters input[name=district]').value = 'praha-8'")
    page.locator("input[name=district][value=praha-8]").click()
    page.click(".card h3 a")
    page.wait_for_url(f"**/opportunities/{homework.public_id}-**")
