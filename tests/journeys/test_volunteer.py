"""Find in Vietnamese, apply, be accepted in Czech, read it in Vietnamese; with and without JavaScript."""

import re

import pytest
from django.core import mail

from mosty.applications.models import Application
from mosty.notices.actions import send_due

pytestmark = pytest.mark.journey


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visitor(request, browser, live_server):
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_find_apply_accept_read(visitor, live_server, homework):
    page = visitor
    page.goto(f"{live_server.url}/vi/")
    page.select_option("select[name=district]", "praha-7")
    page.select_option("select[name=day_part]", "TuesdayAfternoon")
    page.select_option("select[name=level]", "a2")
    page.click("form[role=search] button[type=submit]")
    assert page.locator(".card").count() == 1
    page.fill("input[name=q]", "giúp trẻ em làm bài tập")
    page.click(".searchform button[type=submit]")
    page.click(".card h3 a")
    assert page.locator("html").get_attribute("lang") == "vi"
    page.click(".sticky a.button")
    page.fill("input[name=given_name]", "Linh")
    page.select_option("select[name=session]", index=1)
    page.fill("input[name=contact]", "linh@example.org")
    page.fill("textarea[name=words]", "Xin chào, tôi rảnh chiều thứ Ba.")
    page.click("form[method=post] button[type=submit]")
    assert re.search(r"/vi/my/[0-9a-z]{26}/$", page.url)
    mine = page.url
    send_due()
    letter = next(
        row for row in mail.outbox if row.to == [homework.organisation.contact_email] and "/host/answer/" in row.body
    )
    page.goto(re.search(r"http\S+/host/answer/\S+", letter.body).group(0))
    assert page.locator("html").get_attribute("lang") == "cs"
    assert "Xin chào" in page.content()
    page.check("input[name=answer][value=accept]")
    page.fill("textarea[name=words]", "Těšíme se na vás v úterý.")
    page.click("form[method=post] button[type=submit]:not(.button-link)")
    assert Application.objects.get().status == "accepted"
    page.goto(mine)
    assert "Được rồi, mời bạn đến!" in page.content()
    assert "Těšíme se na vás v úterý." in page.content()
    assert page.locator(".talk [lang=cs]", has_text="Těšíme se").count() == 1


def test_applicant_writes_and_withdraws(visitor, live_server, homework):
    """The forms on the own page work in a real browser (a too strict referrer policy once made them fail)."""
    from mosty.applications.rules import access_code  # noqa: PLC0415
    from tests import factories  # noqa: PLC0415

    application = factories.an_application(homework)
    page = visitor
    page.goto(f"{live_server.url}/vi/my/{access_code(application.public_id)}/")
    page.fill("textarea[name=words]", "Tôi có thể đến muộn năm phút không?")
    page.click("form[action$='/write/'] button")
    assert "Tôi có thể đến muộn" in page.content()
    page.click("form[action$='/withdraw/'] button")
    application.refresh_from_db()
    assert application.status == "withdrawn"
