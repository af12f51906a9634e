"""Applying without an account, answering, withdrawing, deleting."""

import datetime as dt

import pytest
from django.core import mail

from mosty.applications import actions, queries, rules
from mosty.applications.models import Application
from mosty.base.errors import Refused
from mosty.notices.actions import send_due
from mosty.notices.models import Notice
from mosty.opportunities import actions as opportunities
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(city):
    return factories.an_opportunity()


def test_application_tells_host_and_applicant_in_their_languages(listing):
    Notice.objects.all().delete()
    application = factories.an_application(listing)
    assert send_due() == 2
    letters = {letter.to[0]: letter for letter in mail.outbox}
    host = letters[listing.organisation.contact_email]
    mine = letters[application.contact]
    assert host.extra_headers["Content-Language"] == "cs"
    assert mine.extra_headers["Content-Language"] == "vi"
    assert rules.access_code(application.public_id) in mine.body
    assert application.given_name not in host.body and application.contact not in host.body


def test_same_form_sent_twice_is_one_application(listing):
    first = factories.an_application(listing, form_key="one", contact="a@example.org")
    second, is_new = actions.apply(
        opportunity=listing, session=None, given_name="Linh", preferred_channel="email", contact="a@example.org",
        preferred_language="vi", words="Xin chào, tôi muốn giúp.", form_key="one",
    )  # fmt: skip
    assert (second.pk, is_new, Application.objects.count()) == (first.pk, False, 1)
    assert Notice.objects.filter(about=f"application:{first.public_id}").count() == 2


def test_same_words_with_another_form_are_one_application(listing):
    """And whoever sends it from another form does not get the first sender's page, only its owner a letter."""
    first = factories.an_application(listing, contact="a@example.org")
    for _twice in range(2):
        with pytest.raises(Refused) as no:
            factories.an_application(listing, contact="a@example.org")
        assert no.value.reason.code == "already_sent"
    assert Application.objects.get() == first
    again = Notice.objects.filter(once_key__startswith=f"again:{first.public_id}")
    assert [(letter.to_address, rules.access_code(first.public_id) in letter.body) for letter in again] == [
        ("a@example.org", True)
    ]


def test_same_key_with_other_words_is_refused(listing):
    factories.an_application(listing, form_key="one", words="a")
    with pytest.raises(Refused) as no:
        factories.an_application(listing, form_key="one", words="b")
    assert no.value.reason.code == "key_reused"


def test_direct_listing_fills_and_then_lists(city):
    listing = factories.an_opportunity(apply_mode="direct", maximum_capacity=1, waiting_list_capacity=1)
    first = factories.an_application(listing)
    listing.refresh_from_db()
    second = factories.an_application(listing)
    assert (first.status, second.status, listing.status) == ("accepted", "waitlisted", "filled")
    with pytest.raises(Refused) as no:
        factories.an_application(listing)
    assert no.value.reason.code == "full"
    actions.withdraw(application=first)
    second.refresh_from_db()
    assert second.status == "accepted"


def test_accepting_takes_a_place_and_no_more_than_there_are(city):
    listing = factories.an_opportunity(maximum_capacity=1)
    first, second = factories.an_application(listing), factories.an_application(listing)
    actions.accept(application=first, words="Přijďte.", language="cs", by=None)
    with pytest.raises(Refused) as no:
        actions.accept(application=second, words="", language="cs", by=None)
    assert no.value.reason.code == "full"
    listing.refresh_from_db()
    assert (listing.taken_capacity, listing.status) == (1, "filled")


def test_declining_gives_the_place_back(city):
    listing = factories.an_opportunity(maximum_capacity=1)
    application = factories.an_application(listing)
    actions.accept(application=application, words="", language="cs", by=None)
    actions.decline(application=application, reason="other", words="", language="cs", by=None)
    listing.refresh_from_db()
    assert (listing.taken_capacity, listing.status) == (0, "published")


def test_session_with_its_own_places_has_its_own_pool(city):
    listing = factories.an_opportunity(apply_mode="direct", waiting_list_capacity=5)
    factories.tuesdays(listing)
    session = listing.sessions.order_by("start_date").first()
    session.maximum_capacity = 1
    session.save()
    other = listing.sessions.order_by("start_date").last()
    assert factories.an_application(listing, session=session).status == "accepted"
    assert factories.an_application(listing, session=session).status == "waitlisted"
    assert factories.an_application(listing, session=other).status == "accepted"


def test_answer_reaches_the_applicant_with_the_host_s_words(listing):
    application = factories.an_application(listing)
    actions.accept(application=application, words="Těšíme se na vás.", language="cs", by=None)
    send_due()
    letter = next(letter for letter in mail.outbox if "Těšíme se" in letter.body)
    assert letter.to == [application.contact]
    application.refresh_from_db()
    assert application.first_response_at is not None


def test_deleting_leaves_no_word_and_keeps_the_count(listing):
    application = factories.an_application(listing, given_name="Zmizík", contact="zmizik@example.org", words="tajné")
    actions.delete(application=application)
    application.refresh_from_db()
    assert (application.given_name, application.contact, application.status) == ("", "", "withdrawn")
    assert not application.messages.exists()
    assert not Notice.objects.filter(to_address="zmizik@example.org").exists()
    assert Application.objects.count() == 1


def test_hosts_are_reminded_on_day_three_and_seven_and_the_desk_on_fourteen(listing, time_machine):
    start = dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC)
    time_machine.move_to(start)
    factories.an_application(listing)
    for day, expected in ((2, 0), (3, 1), (4, 0), (7, 1), (9, 0)):
        time_machine.move_to(start + dt.timedelta(days=day, minutes=1))
        assert actions.remind_hosts() == expected, day
    assert not queries.overdue().exists()
    time_machine.move_to(start + dt.timedelta(days=14, minutes=1))
    assert queries.overdue().count() == 1


def test_answered_application_is_never_reminded(listing, time_machine):
    application = factories.an_application(listing)
    actions.ask_back(application=application, words="Kdy můžete?", language="cs", by=None)
    time_machine.move_to(dt.datetime.now(dt.UTC) + dt.timedelta(days=20))
    assert actions.remind_hosts() == 0
    assert not queries.overdue().exists()


@pytest.mark.parametrize(
    ("channel", "contact", "code"),
    [
        ("email", "nonsense", "email_odd"),
        ("phone", "12", "phone_odd"),
        ("telegram", "", "contact_missing"),
        ("in_person", "", None),
    ],
)
def test_contact_is_checked_leniently(channel, contact, code):
    refusal = rules.contact_refusal(channel, contact)
    assert (refusal.code if refusal else None) == code


def test_paused_listing_takes_nobody(listing):
    opportunities.pause(opportunity=listing, by=None)
    with pytest.raises(Refused) as no:
        factories.an_application(listing)
    assert no.value.reason.code == "closed"


def test_page_keeps_what_was_typed_when_the_contact_is_odd(client, listing):
    path = client.get(f"/cs/opportunities/{listing.public_id}/")["Location"] + "apply/"
    client.get(path)
    data = {
        "given_name": "Olena",
        "preferred_channel": "email",
        "contact": "olena",
        "words": "Dobrý den",
        "form_key": "abc",
    }
    response = client.post(path, data)
    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="Olena"' in html and "Dobrý den" in html and 'value="abc"' in html


def test_page_sends_and_shows_the_state(client, listing):
    path = client.get(f"/vi/opportunities/{listing.public_id}/")["Location"] + "apply/"
    data = {"given_name": "Linh", "preferred_channel": "in_person", "contact": "", "words": "Chào", "form_key": "abc"}
    response = client.post(path, data)
    assert response.status_code == 302
    again = client.post(path, data)
    assert again["Location"] == response["Location"]
    assert Application.objects.count() == 1
    assert Application.objects.get().preferred_language == "vi"
    assert client.get(response["Location"]).status_code == 200


def test_wrong_code_opens_nothing(client, listing):
    assert client.get("/cs/my/" + "0" * 26 + "/").status_code == 404
