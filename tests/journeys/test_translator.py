"""Czech by the host, Vietnamese by a person, and what the Vietnamese page says after the host has changed the time."""

import re

import pytest
from django.test import Client

from mosty.accounts.actions import set_languages
from mosty.opportunities.models import Opportunity
from mosty.search.tasks import drain
from mosty.translations.models import Text
from tests import factories

pytestmark = pytest.mark.journey
CZECH = (
    "Každé úterý od 16:00 do 18:00 sedíte s dětmi u stolu v klubu. Pomáháte jim s úkoly a chválíte je.\n\n"
    "Nemusíte být učitel. Stačí trpělivost a dobrá nálada. V klubu je s vámi vždy někdo z nás."
)
VIETNAMESE = "Thứ Ba hằng tuần, từ 16:00 đến 18:00, bạn ngồi cùng các em ở câu lạc bộ và giúp các em làm bài tập."


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def window(request, browser, live_server, city):
    """Opens a browser window in which somebody is signed in, or nobody."""
    contexts = []

    def open_window(person=None, width=1280):
        context = browser.new_context(java_script_enabled=request.param, viewport={"width": width, "height": 800})
        contexts.append(context)
        if person is not None:
            client = Client()  # one for each: signing in somebody else ends the session
            client.force_login(person)
            cookie = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(8000)
        return page

    yield open_window
    for context in contexts:
        context.close()


def write_step(page, address, step, **fields):
    page.goto(f"{address}?step={step}")
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.click("button[name=then][value=preview]")
    assert page.locator(".error, [aria-invalid=true]").count() == 0


def publish_in_czech(page, desk, live_server, made):
    """The host writes in Czech on a phone and sends it, the coordinator publishes it."""
    address = f"{live_server.url}/host/listings/{made.public_id}/"
    write_step(
        page, address, "words", title="Úkoly s dětmi v klubu", summary="Pomozte dětem po škole.", description=CZECH
    )
    page.click("form[action$='/submit/'] button")
    desk.goto(f"{live_server.url}/desk/listings/{made.public_id}/")
    desk.click("form[action$='/publish/'] button[type=submit]:not([formaction])")
    made.refresh_from_db()
    assert made.status == Opportunity.Status.PUBLISHED


def translate(reviewer, live_server):
    """A community translator sees only translations, takes the first of the queue and writes Vietnamese."""
    reviewer.goto(f"{live_server.url}/desk/translations/")
    assert reviewer.locator("nav a[href$='/desk/listings/']").count() == 0
    reviewer.click("table a >> nth=0")
    words = {"title": "Giúp các em làm bài tập", "summary": "Giúp các em sau giờ học.", "description": VIETNAMESE}
    for name, text in words.items():
        reviewer.fill(f"textarea[name={name}]", text)
    reviewer.click("button[name=next]")


def move_an_hour(page, live_server, made):
    """The host comes an hour later: in the fields and in the Czech words."""
    address = f"{live_server.url}/host/listings/{made.public_id}/"
    write_step(page, address, "when", start_1="17:00", end_1="19:00")
    write_step(page, address, "words", description=an_hour_later(CZECH))


def an_hour_later(words):
    return words.replace("16:00", "17:00").replace("18:00", "19:00")


def state_of(made):
    return Text.objects.get(subject_id=made.pk, field="description", language="vi").state


def test_time_changed_by_the_host_is_right_in_vietnamese_at_once(window, live_server):
    member, coordinator, translator = factories.a_person(), factories.a_coordinator(), factories.a_person("translator")
    set_languages(person=translator, preferred="vi", reads=["vi"])
    made = factories.an_opportunity(
        organisation=factories.a_host(member=member), published=False, title="x", description="x"
    )
    factories.tuesdays(made)
    page, reviewer, reader = window(member, width=360), window(translator, width=360), window(width=360)
    publish_in_czech(page, window(coordinator), live_server, made)
    translate(reviewer, live_server)
    assert state_of(made) == "human"
    drain()
    reader.goto(f"{live_server.url}/vi/opportunities/{made.public_id}/")
    assert VIETNAMESE in reader.content()
    assert reader.locator("del").count() == 0

    move_an_hour(page, live_server, made)
    drain()
    reader.reload()
    facts = reader.locator("article .facts").inner_text()
    assert "17:00" in re.sub(r"\s", "", facts) and "16:00" not in facts
    assert "17:00" in reader.locator("[aria-labelledby=in-short]").inner_text()
    assert reader.locator("del").all_inner_texts() == ["16:00", "18:00"]
    assert reader.locator("article .mark").count() >= 1
    assert state_of(made) == "stale"

    # The translator sees what changed, mends it, and the mark is gone.
    reviewer.goto(f"{live_server.url}/desk/translations/{made.public_id}/vi/")
    assert "17" in "".join(reviewer.locator("ins").all_inner_texts())
    reviewer.fill("textarea[name=description]", an_hour_later(VIETNAMESE))
    reviewer.click("button[name=next]")
    drain()
    reader.reload()
    assert an_hour_later(VIETNAMESE) in reader.content()
    assert reader.locator("del").count() == 0
