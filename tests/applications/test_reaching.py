"""Reaching people who left no e-mail, and words of several lines."""

import html

import pytest
from django.urls import reverse
from django.utils import translation

from mosty.applications.models import Application, Message
from mosty.applications.rules import access_code, words_after_answer
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@pytest.mark.parametrize(
    ("channel", "contact", "address"),
    [
        ("email", "linh@example.org", "mailto:linh@example.org"),
        ("phone", "+420 601 234 567", "tel:+420601234567"),
        ("phone", "601 234 567", "tel:601234567"),
        ("whatsapp", "+420 601 234 567", "https://wa.me/420601234567"),
        ("viber", "+420601234567", "viber://chat?number=%2B420601234567"),
        ("telegram", "@linh_praha", "https://t.me/linh_praha"),
        ("telegram", "https://t.me/linh_praha", "https://t.me/linh_praha"),
        ("telegram", "601 234 567", ""),
        ("telegram", "@x onclick=alert(1)", ""),
        ("in_person", "", ""),
    ],
)
def test_each_way_opens_its_own_program(channel, contact, address):
    assert Application(preferred_channel=channel, contact=contact).contact_url == address


@pytest.mark.parametrize(("channel", "contact"), [("email", "linh@example.org"), ("phone", "+420 601 234 567")])
def test_who_answers_is_told_whether_the_person_still_has_to_be_called(client, channel, contact):
    member = factories.a_person()
    listing = factories.an_opportunity(organisation=factories.a_host(member=member))
    application = factories.an_application(listing, preferred_channel=channel, contact=contact)
    client.force_login(member)
    address = reverse("host:application", args=[application.public_id])
    assert application.contact_url in client.get(address).content.decode()
    page = html.unescape(client.post(address, {"answer": "accept"}, follow=True).content.decode())
    with translation.override("cs"):
        told = words_after_answer(application)
    assert told in page
    assert (contact in told) == (channel == "phone")


def test_accepted_person_sees_when_where_and_whom_to_call(client):
    made = factories.an_opportunity(contact_name="Jana Vzorová", contact_telephone="+420 601 000 000")
    application = factories.an_application(made)
    address = f"/vi/my/{access_code(application.public_id)}/"
    assert "Jana Vzorová" not in client.get(address).content.decode()
    from mosty.applications import actions  # noqa: PLC0415

    actions.accept(application=application, words="", language="cs", by=None)
    page = client.get(address).content.decode()
    assert "Jana Vzorová" in page and 'href="tel:+420601000000"' in page


def test_lines_are_counted_as_the_browser_counts_them_and_too_long_words_stay(client):
    application = factories.an_application(factories.an_opportunity())
    address = f"/vi/my/{access_code(application.public_id)}/write/"
    fits = "\r\n".join(["x" * 49] * 40)  # 1,999 signs in the browser, 2,038 on the way
    assert client.post(address, {"words": fits}).status_code == 302
    assert Message.objects.filter(author="applicant").last().words == fits.replace("\r\n", "\n")
    long = "Xin chào " + "x" * 2000
    response = client.post(address, {"words": long})
    assert response.status_code == 422 and long in response.content.decode()
    assert client.post(address, {"words": " "}).status_code == 422


def test_a_conditional_field_does_not_say_that_it_is_optional(client):
    listing = factories.an_opportunity()
    page = client.get(f"/en/opportunities/{listing.public_id}/", follow=True).redirect_chain[-1][0]
    form = client.get(f"{page}apply/").content.decode()
    contact = form.split('for="id_contact"')[1].split("</label>")[0]
    words = form.split('for="id_words"')[1].split("</label>")[0]
    assert "if you like" not in contact
    assert "if you like" in words
