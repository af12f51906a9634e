"""Erasing a person: nothing of them is left in any column of any table, and every table that could hold one is known here."""

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models

from mosty.accounts import actions as accounts
from mosty.applications import actions as applications
from mosty.applications.models import Application
from mosty.notices.actions import send_later
from mosty.opportunities import actions as opportunities
from mosty.organisations import actions as organisations
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
EMAIL, NAME, PHONE = "canary.7f3@example.org", "Kanárek Sedmtrojka", "+420 777 123 987"
# Tables with a column that names or numbers a person. Those of `kept` hold a bare number that leads nowhere afterwards.
ERASED = {
    "accounts.person", "accounts.role", "accounts.readlanguage", "accounts.invitation", "account.emailaddress",
    "account.emailconfirmation", "mfa.authenticator", "organisations.membership", "organisations.organisation",
    "opportunities.opportunity", "applications.application", "applications.message", "notices.notice", "sessions.session",
}  # fmt: skip
KEPT = {"journal.entry", "translations.text", "partners.run", "channels.post", "channels.postevent"}
TELLING = ("email", "contact", "telephone", "given_name", "to_address", "reply_to", "actor_id", "by_id")


def test_every_table_that_could_hold_a_person_is_known():
    found = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            is_person = field.is_relation and not field.auto_created and field.related_model is not None
            is_person = is_person and field.related_model._meta.label == settings.AUTH_USER_MODEL
            is_telling = isinstance(field, models.Field) and any(part in field.name for part in TELLING)
            if is_person or is_telling:
                found.add(model._meta.label_lower)
    assert found - {"channels.channel"} <= ERASED | KEPT


def plant(client):
    """The canary applies, is a host's member and contact, signs in, is invited, writes and is written to."""
    person = accounts.add_person(email=EMAIL, name=NAME, roles=("coordinator",), by=None)
    accounts.set_languages(person=person, preferred="cs", reads=["cs", "vi"])
    Authenticator.objects.create(user=person, type="totp", data={"secret": EMAIL})
    host = factories.a_host(member=person, contact_email=EMAIL, contact_name=NAME, contact_telephone=PHONE)
    organisations.invite_member(organisation=host, email=EMAIL, language="cs", by=None)
    made = factories.an_opportunity(organisation=host, contact_name=NAME, contact_email=EMAIL.upper())
    mine = factories.an_application(made, contact=EMAIL, given_name=NAME, words=f"Jsem {NAME}, {PHONE}")
    applications.accept(application=mine, words=f"Vítejte, {NAME}", language="cs", by=person)
    factories.an_application(made, contact=PHONE.replace(" ", ""), given_name=NAME, preferred_channel="whatsapp")
    opportunities.pause(opportunity=made, by=person)
    send_later(to_address="host@example.org", reply_to=EMAIL, language="cs", compose=lambda: ("x", "y"))
    client.force_login(person)
    session = client.session
    session["typed"] = EMAIL
    session.save()


def traces():
    """Every table and column whose value contains the canary, read past the ORM."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    text = (
                        bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                    )
                    if any(word.casefold() in text.casefold() for word in (EMAIL, NAME, PHONE, PHONE.replace(" ", ""))):
                        found.append(f"{table}.{name}")
    return sorted(set(found))


@pytest.mark.parametrize("translator", ["none", "deepl"])
def test_nothing_of_an_erased_person_is_left_in_any_table(client, capsys, settings, translator):
    settings.TRANSLATOR = translator  # messages then wait for a machine, with the names it must not get
    other = factories.an_application(factories.an_opportunity(), contact="linh@example.org")
    plant(client)
    assert len(traces()) >= 10
    for contact in (EMAIL, PHONE):
        call_command("erase_person", contact)
    assert traces() == []
    assert "applications 1" in capsys.readouterr().out
    assert client.get("/desk/").status_code == 302  # signed out
    other.refresh_from_db()
    assert (other.contact, Application.objects.count()) == ("linh@example.org", 3)


@pytest.mark.parametrize(
    ("where", "step"),
    [
        ("mosty.applications.actions.keeping", "erase"),
        ("mosty.applications.actions.keeping", "delete"),
        ("mosty.applications.actions.keeping", "forget_address"),
        ("mosty.organisations.actions", "forget_contact"),
        ("mosty.opportunities.actions", "forget_contact"),
    ],
)
def test_leaving_out_one_step_leaves_traces(client, monkeypatch, where, step):
    """The control: the search for traces finds what each step takes away."""
    plant(client)
    monkeypatch.setattr(f"{where}.{step}", lambda *_words, **_more: 0)
    for contact in (EMAIL, PHONE):
        applications.erase_person(contact=contact)
    assert traces() != []


def test_numbers_are_the_same_however_they_are_written():
    listing = factories.an_opportunity()
    mine = factories.an_application(listing, contact="777 123 987", preferred_channel="phone")
    other = factories.an_application(listing, contact="777 123 988", preferred_channel="phone")
    assert applications.erase_person(contact="+420777123987")["applications"] == 1
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.is_anonymized, other.is_anonymized) == (True, False)
