"""The inbox, and answering with and without signing in."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mosty.applications.notices import ANSWER
from mosty.base.addresses import sign
from mosty.opportunities.models import Opportunity
from mosty.opportunities.notices import ASSURE
from tests.factories import an_application, an_opportunity


@pytest.fixture
def offer(host):
    return an_opportunity(organisation=host, waiting_list_capacity=5)


def queries_of(client, address):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_inbox_asks_the_database_as_often_for_three_as_for_one(signed_in, host, offer):
    an_application(offer)
    with_one = queries_of(signed_in, reverse("host:applications"))
    for _number in range(2):
        an_application(an_opportunity(organisation=host))
    assert queries_of(signed_in, reverse("host:applications")) == with_one


def test_home_asks_the_database_as_often_for_three_as_for_one(signed_in, host, offer):
    with_one = queries_of(signed_in, reverse("host:home"))
    for _number in range(2):
        an_opportunity(organisation=host)
    assert queries_of(signed_in, reverse("host:home")) == with_one


def test_who_waits_longest_stands_first(signed_in, offer):
    with time_machine.travel("2026-03-01 12:00+00:00"):
        answered = an_application(offer, given_name="Answered")
    with time_machine.travel("2026-03-05 12:00+00:00"):
        an_application(offer, given_name="Later")
    with time_machine.travel("2026-03-03 12:00+00:00"):
        an_application(offer, given_name="Earlier")
    signed_in.post(reverse("host:application", args=[answered.public_id]), {"answer": "ask", "words": "When?"})
    rows = signed_in.get(reverse("host:applications")).context["rows"]
    assert [row.given_name for row, _title in rows] == ["Earlier", "Later", "Answered"]
    rows = signed_in.get(reverse("host:applications") + "?state=in_conversation").context["rows"]
    assert [row.given_name for row, _title in rows] == ["Answered"]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"answer": "accept"}, "accepted"),
        ({"answer": "ask", "words": "Kdy máte čas?"}, "in_conversation"),
        ({"answer": "waitlist"}, "waitlisted"),
        ({"answer": "decline", "reason": "full"}, "declined"),
    ],
)
def test_the_link_from_the_letter_answers_without_signing_in(client, offer, typed, status):
    application = an_application(offer)
    address = reverse("host:answer", args=[sign(ANSWER, application.public_id)])
    page = client.get(address)
    assert page.status_code == 200
    assert 'lang="vi"' in page.content.decode() and "Xin chào" in page.content.decode()
    application.refresh_from_db()
    assert application.status == "submitted", "reading answers nothing"
    assert client.post(address, typed).status_code == 200
    application.refresh_from_db()
    assert application.status == status


def test_an_answer_without_its_reason_keeps_the_words(client, offer):
    application = an_application(offer)
    address = reverse("host:answer", args=[sign(ANSWER, application.public_id)])
    response = client.post(address, {"answer": "decline", "reason": "", "words": "Je nám líto."})
    assert response.status_code == 422
    assert "Je nám líto." in response.content.decode()
    assert list(response.context["form"].errors) == ["reason"]


def test_wrong_old_and_foreign_tokens_open_nothing(client, offer):
    application = an_application(offer)
    with time_machine.travel("2026-01-01"):
        old = sign(ANSWER, application.public_id)
    for token in ("nonsense", old, sign(ASSURE, application.public_id), sign(ANSWER, "0000000000")):
        for method in (client.get, client.post):
            response = method(reverse("host:answer", args=[token]), {"answer": "accept"})
            assert response.status_code == 404
            assert reverse("host:home") in response.content.decode()
    application.refresh_from_db()
    assert application.status == "submitted"


def test_opening_the_confirmation_confirms_nothing_the_button_does(client, offer):
    Opportunity.objects.filter(pk=offer.pk).update(status="expired", assured_date="2026-01-01")
    address = reverse("host:assure", args=[sign(ASSURE, offer.public_id)])
    assert client.get(address).status_code == 200
    assert Opportunity.objects.get(pk=offer.pk).status == "expired"
    assert client.post(address).status_code == 200
    fresh = Opportunity.objects.get(pk=offer.pk)
    assert fresh.status == "published" and str(fresh.assured_date) > "2026-01-01"


def test_a_confirmation_of_a_refused_listing_opens_nothing(client, offer):
    Opportunity.objects.filter(pk=offer.pk).update(status="rejected")
    address = reverse("host:assure", args=[sign(ASSURE, offer.public_id)])
    assert client.post(address).status_code == 404
    assert Opportunity.objects.get(pk=offer.pk).status == "rejected"
