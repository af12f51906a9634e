"""What a stranger could try: other people's pages and letters, the city's name, its cache, its logs, its sign-ins."""

import io
import logging
import zipfile

import pytest
from django.urls import reverse

from mosty.accounts import rules as account_rules
from mosty.applications import actions as applications
from mosty.applications.models import Application
from mosty.base.errors import Refused
from mosty.base.logs import Discreet
from mosty.notices.actions import send_later
from mosty.notices.models import Notice
from mosty.opportunities import actions as opportunities
from mosty.organisations import actions as organisations
from mosty.partners.kinds import xlsx
from mosty.partners.rules.tables import Unreadable
from mosty.public.views.sign_in import demo_is_allowed
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
NAMED = "You won! https://evil.example/9"


def letter(to_address, about="", words="Hello"):
    return send_later(to_address=to_address, language="en", compose=lambda: (words, words), about=about)


def test_deleting_an_application_leaves_other_letters_to_that_address_alone():
    """The address in a form is not proven: whoever writes a host's address must not empty the host's mailbox."""
    kept = letter("host@example.org", about="organisation:abc")
    application = factories.an_application(factories.an_opportunity(), contact="HOST@example.org")
    own = Notice.objects.filter(about=f"application:{application.public_id}", to_address__iexact="host@example.org")
    assert own.exists()
    applications.delete(application=application)
    assert not own.exists()
    assert Notice.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize("address", ['"a\x10\x1cY:"@x.org', '"quoted words"@example.org'])
def test_odd_addresses_are_not_taken(client, address):
    listing = factories.an_opportunity()
    with pytest.raises(Refused):
        factories.an_application(listing, contact=address)
    typed = {"name": "Spolek", "organisation_type": "ngo", "email": address, "contact_name": "Jan"}
    assert client.post(reverse("public:join"), typed).status_code == 422


def test_who_has_only_introduced_itself_has_no_page_and_no_words_in_letters(client):
    typed = {"name": NAMED, "organisation_type": "ngo", "email": "a@example.org", "contact_name": "Jan"}
    assert client.post(reverse("public:join"), typed).status_code == 422
    assert not Notice.objects.exists()
    client.post(reverse("public:join"), {**typed, "name": "Spolek Lípa"})
    host = organisations.Organisation.objects.get()
    page = f"/cs/organisations/{host.public_id}-x/"
    assert client.get(page, follow=True).status_code == 404
    assert client.get("/api/v1/organisations/").json()["count"] == 0
    organisations.verify(organisation=host, by=None)
    assert client.get(page, follow=True).status_code == 200
    assert client.get("/api/v1/organisations/").json()["count"] == 1


def test_a_checked_host_that_takes_another_name_waits_for_checking_again():
    member = factories.a_person()
    host = factories.a_host(member=member)
    organisations.change(organisation=host, website="https://example.org", by=member)
    assert host.is_verified
    organisations.change(organisation=host, name="Magistrát", by=member)
    assert host.verification_status == "submitted"
    organisations.verify(organisation=host, by=None)
    organisations.change(organisation=host, name="Spolek Lípa", by=factories.a_coordinator())
    assert host.is_verified


def test_what_the_city_has_hidden_only_the_city_opens():
    member, coordinator = factories.a_person(), factories.a_coordinator()
    made = factories.an_opportunity(organisation=factories.a_host(member=member))
    opportunities.pause(opportunity=made, by=member)
    opportunities.reopen(opportunity=made, by=member)
    for hide in (opportunities.pause, opportunities.close):
        hide(opportunity=made, by=coordinator)
        with pytest.raises(Refused) as no:
            opportunities.reopen(opportunity=made, by=member)
        assert no.value.reason.code == "hidden_by_city"
        opportunities.reopen(opportunity=made, by=coordinator)
        assert made.status == "published"


def test_a_suspended_host_reads_and_answers_nothing(client):
    from mosty.applications.notices import host_link  # noqa: PLC0415

    member = factories.a_person()
    host = factories.a_host(member=member)
    application = factories.an_application(factories.an_opportunity(organisation=host))
    assert Application.objects.of_member(member).count() == 1
    link = host_link(application)
    assert client.get(link).status_code == 200
    organisations.suspend(organisation=host, by=None)
    assert Application.objects.of_member(member).count() == 0
    assert client.get(link).status_code == 404


def test_a_hidden_address_is_shown_to_nobody_at_once(client):
    made = factories.an_opportunity(published=False, apply_mode="direct")
    made.place.exactness, made.place.postal_code = "hidden_until_accepted", "17012"
    made.place.save()
    with pytest.raises(Refused) as no:
        opportunities.publish(opportunity=made, by=None)
    assert no.value.reason.code == "hidden_direct"
    opportunities.change(opportunity=made, apply_mode="approval", by=None)
    opportunities.publish(opportunity=made, by=None)
    page = client.get(f"/cs/opportunities/{made.public_id}/", follow=True).content.decode()
    assert "17012" not in page


# --- signing in -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_X_FORWARDED_FOR": "203.0.113.5"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=203.0.113.5"},
        {"REMOTE_ADDR": "203.0.113.5"},
        {"HTTP_HOST": "mosty.example.org"},
    ],
)
def test_demonstration_sign_in_is_for_this_machine_only(rf, settings, more):
    settings.DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    assert demo_is_allowed(rf.get("/", HTTP_HOST="127.0.0.1:8000"))
    assert not demo_is_allowed(rf.get("/", **{"HTTP_HOST": "127.0.0.1:8000", **more}))


def test_demonstration_people_need_a_second_step_in_production(settings):
    person = factories.a_person()
    assert not account_rules.needs_second_factor(person)
    settings.PRODUCTION = True
    assert account_rules.needs_second_factor(person)
    assert not account_rules.has_used_second_factor(person, {})


def test_the_code_is_not_sent_inside_the_request(client, mailoutbox):
    """How long a mail server takes would tell whose address is known."""
    person = factories.a_person()
    client.post(reverse("public:sign_in"), {"email": person.email})
    assert mailoutbox == []
    assert Notice.objects.get().to_address == person.email


# --- who asks -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("proxies", "peer", "way", "seen"),
    [
        ([], "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (["10.0.0.1"], "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (["10.0.0.1"], "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (["10.0.0.1"], "10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        (["10.0.0.1", "10.0.0.2"], "10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
    ],
)
def test_only_our_own_proxy_says_who_asks(rf, settings, proxies, peer, way, seen):
    from mosty.base.middleware import true_address  # noqa: PLC0415

    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=way, HTTP_X_FORWARDED_PROTO="https")
    true_address(lambda _request: None)(request)
    assert request.META["REMOTE_ADDR"] == seen
    assert ("HTTP_X_FORWARDED_PROTO" in request.META) == (not proxies or peer in proxies)


# --- logs -----------------------------------------------------------------------------------------
def test_logs_hold_no_keys_and_no_values():
    record = logging.LogRecord("x", logging.ERROR, "", 0, "Forbidden: %s", ("/cs/my/8tdp6n6b/withdraw/",), None)
    Discreet().filter(record)
    assert record.getMessage() == "Forbidden: /cs/my/…/withdraw/"
    typed = "@".join(("linh", "example.org"))
    try:
        int(typed)
    except ValueError as trouble:
        info = (type(trouble), trouble, trouble.__traceback__)
        record = logging.LogRecord("x", logging.ERROR, "", 0, "Internal Server Error", (), info)
    Discreet().filter(record)
    text = logging.Formatter("%(message)s").format(record)
    assert typed not in text
    assert "ValueError" in text and "test_strangers.py" in text


# --- odd input ------------------------------------------------------------------------------------
def test_odd_numbers_and_signs_are_no_failures(client):
    member = factories.a_person()
    host = factories.a_host(member=member)
    made = factories.an_opportunity(organisation=host)
    client.force_login(member)
    dates = reverse("host:dates", args=[made.public_id])
    assert client.post(dates, {"session": "9" * 5000}).status_code == 404
    assert client.post(reverse("host:people", args=[host.public_id]), {"remove": "9" * 5000}).status_code == 404
    assert client.get(reverse("host:applications") + "?listing=%00").status_code == 200
    times = {"schedule_type": "set_shift", "date_1": "9999-12-31", "date_start_1": "22:00", "date_end_1": "02:00"}
    assert client.post(reverse("host:edit", args=[made.public_id]) + "?step=when", times).status_code == 422
    client.force_login(factories.a_coordinator())
    assert client.get("/desk/listings/?q=%00").status_code == 200
    assert client.get("/desk/hosts/?q=%00").status_code == 200


def workbook(sheet: str) -> bytes:
    import openpyxl  # noqa: PLC0415

    made, out = io.BytesIO(), io.BytesIO()
    openpyxl.Workbook().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part, sheet.encode() if part.filename.endswith("sheet1.xml") else text)
    return out.getvalue()


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'


@pytest.mark.parametrize(
    ("cells", "more"),
    [
        ("", '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        ("", "<mergeCells>" + '<mergeCell ref="A1:B100000"/>' * 5 + "</mergeCells>"),
        ("<row>" + '<c r="A1"><v>1</v></c>' * 400_001 + "</row>", ""),
    ],
    ids=["one huge merged area", "many merged areas", "many cells"],
)
def test_tables_that_would_fill_the_memory_are_refused_before_they_are_unpacked(cells, more):
    packed = workbook(SHEET.format(cells, more))
    with pytest.raises(Unreadable):
        xlsx.read(packed)
