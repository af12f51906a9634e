"""Signing in with real letters, and the second step."""

import re

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import translation

from mosty.notices.actions import send_due
from tests.factories import a_host, a_person

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture(autouse=True)
def _english():
    cache.clear()  # the counters of tries
    with translation.override("en"):
        yield


def english(name):
    """An address in English: a request may have left another language behind."""
    with translation.override("en"):
        return reverse(name)


def ask_for_code(client, email, query=""):
    response = client.post(reverse("public:sign_in") + query, {"email": email})
    send_due()  # as the worker does
    return response


def code_of_letter():
    return re.search(r"code is (\S+)\.", mail.outbox[-1].body).group(1)


def sign_in(client, person, query=""):
    """Ask for a code and write it on the page; the last answer."""
    response = ask_for_code(client, person.email, query)
    return client.post(response["Location"], {"code": code_of_letter()})


def totp_code(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))


def set_up_app(client):
    """Walk through setting up the app with codes; the secret."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    done = client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    return secret


@pytest.mark.django_db
def test_a_code_from_the_letter_lets_a_host_in(client):
    person = a_person(language="en")
    a_host(member=person)
    response = sign_in(client, person)
    assert response["Location"] == reverse("host:home")
    assert client.get(reverse("host:home")).status_code == 200


@pytest.mark.django_db
def test_a_coordinator_lands_on_the_desk(client):
    person = a_person("coordinator", language="en")
    assert sign_in(client, person)["Location"] == reverse("desk:home")


@pytest.mark.django_db
def test_next_is_followed_only_inside_the_house(client):
    person = a_person(language="en")
    a_host(member=person)
    assert sign_in(client, person, "?next=/host/settings/")["Location"] == "/host/settings/"
    client.logout()
    assert sign_in(client, person, "?next=https://elsewhere.example/")["Location"] == reverse("host:home")


@pytest.mark.django_db
def test_a_wrong_code_shows_the_page_again_and_the_right_one_still_works(client):
    person = a_person(language="en")
    a_host(member=person)
    confirm = ask_for_code(client, person.email)["Location"]
    wrong = client.post(confirm, {"code": "WRONG1"})
    assert wrong.status_code == 200
    assert "This code is not right" in wrong.content.decode()
    assert client.post(confirm, {"code": code_of_letter()})["Location"] == reverse("host:home")


@pytest.mark.django_db
def test_an_unknown_address_gets_the_same_answer(client, django_user_model):
    person = a_person(language="en")
    answers = []
    for email in (person.email, "x" + person.email[1:]):
        client.cookies.clear()
        first = ask_for_code(client, email)
        page = client.get(first["Location"])
        body = re.sub(r'value="[A-Za-z0-9]{64}"', "", page.content.decode()).replace(email, "EMAIL")
        wrong = client.post(first["Location"], {"code": "WRONG1"})
        answers.append((first.status_code, first["Location"], page.status_code, body, wrong.status_code))
    assert answers[0] == answers[1]
    assert [letter.to for letter in mail.outbox] == [[person.email]]


@pytest.mark.django_db
def test_an_empty_code_never_opens_an_unknown_address(client):
    confirm = ask_for_code(client, "nobody@example.org")["Location"]
    client.post(confirm, {"code": " "})
    client.post(confirm, {"code": ""})
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page", ["account_login", "account_signup", "account_set_password", "account_email", "account_reset_password"]
)
def test_pages_for_passwords_and_own_sign_up_lead_to_the_sign_in(client, page):
    for method in (client.get, client.post):
        assert method(reverse(page))["Location"] == reverse("public:sign_in")


@pytest.mark.django_db
@pytest.mark.parametrize("door", ["host:home", "desk:home"])
def test_without_a_second_factor_nobody_works(client, door):
    person = a_person("coordinator", language="en", is_demonstration=False)
    a_host(member=person)
    sign_in(client, person)
    response = client.get(reverse(door))
    assert response["Location"] == english("mfa_index")
    assert "Set up a second step first" in client.get(response["Location"]).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_app_with_codes_round_trip(client):
    person = a_person(language="en", is_demonstration=False)
    a_host(member=person)
    sign_in(client, person)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<svg" in page and "data:image" not in page
    secret = set_up_app(client)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert client.get(reverse("host:home")).status_code == 200, "who has just set it up is not asked again"
    assert secret not in str(Authenticator.objects.get(type="totp").data), "the secret is kept sealed"

    client.post(reverse("account_logout"))
    cache.clear()
    response = sign_in(client, person)
    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("host:home")).status_code == 302, "one step alone opens nothing"
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200 and "_auth_user_id" not in client.session
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]})["Location"] == reverse("host:home")
    assert client.get(reverse("host:home")).status_code == 200


@pytest.mark.django_db
def test_a_session_older_than_the_second_factor_is_asked_for_it(client):
    person = a_person(language="en", is_demonstration=False)
    a_host(member=person)
    sign_in(client, person)
    assert AUTHENTICATION_METHODS_SESSION_KEY in client.session
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    response = client.get(reverse("host:home"))
    assert response["Location"] == f"{english('mfa_reauthenticate')}?next=%2Fhost%2F"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.django_db
def test_signing_out_needs_the_button(client):
    person = a_person(language="en")
    a_host(member=person)
    client.force_login(person)
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)
def test_pages_of_the_second_step_answer_in_every_language_without_inline_script(client, settings):
    person = a_person(language="en", is_demonstration=False)
    a_host(member=person)
    sign_in(client, person)
    set_up_app(client)
    names = [
        "mfa_index",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "mfa_reauthenticate",
        "account_logout",
    ]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for name in names:
                response = client.get(reverse(name))
                page = response.content.decode()
                assert (name, language, response.status_code) == (name, language, 200)
                assert not re.search(r"<script(?![^>]*(src=|application/json))", page), name
                assert not re.search(r"\sstyle=|\son[a-z]+=", page), name


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    ["login", "login/code", "signup", "email", "password/reset", "password/change", "confirm-email", "confirm-email/x"],
)
def test_pages_of_the_library_that_are_not_used_lead_to_ours(client, page):
    response = client.get(f"/cs/sign-in/{page}/")
    assert (response.status_code, response["Location"]) == (302, "/cs/sign-in/")
