"""The host's data and its people."""

import re

from django.urls import reverse

from mosty.accounts.actions import set_languages
from mosty.accounts.models import Invitation
from mosty.accounts.queries import read_languages
from mosty.organisations import actions
from mosty.organisations.models import Membership
from tests import factories
from tests.factories import a_person


def test_data_of_the_host_are_changed(signed_in, host):
    address = reverse("host:organisation", args=[host.public_id])
    form = signed_in.get(address).context["form"]
    typed = {field.html_name: field.value() or "" for field in form}
    assert signed_in.post(address, {**typed, "name": "Nový název", "description": "Pomáháme dětem."}).status_code == 302
    host.refresh_from_db()
    assert host.name == "Nový název"
    assert signed_in.get(address).context["form"]["description"].value() == "Pomáháme dětem."
    assert signed_in.post(address, {**typed, "contact_email": "wrong"}).status_code == 422


def test_whoever_leads_invites_and_removes(signed_in, host):
    other = a_person()
    row = actions.join(organisation=host, person=other)
    address = reverse("host:people", args=[host.public_id])
    signed_in.post(address, {"email": "new@example.org"})
    assert Invitation.objects.get().email == "new@example.org"
    signed_in.post(address, {"remove": row.pk})
    assert not Membership.objects.filter(person=other).exists()


def test_a_plain_member_neither_invites_nor_removes_but_may_leave(client, host):
    plain = a_person()
    actions.join(organisation=host, person=plain)
    client.force_login(plain)
    address = reverse("host:people", args=[host.public_id])
    assert client.post(address, {"email": "new@example.org"}).status_code == 403
    lead = Membership.objects.get(organisation=host, is_lead=True)
    assert client.post(address, {"remove": lead.pk}).status_code == 403
    client.post(address, {"remove": Membership.objects.get(person=plain).pk})
    assert not Membership.objects.filter(person=plain).exists()


def test_the_last_one_who_leads_stays(signed_in, host):
    actions.join(organisation=host, person=a_person())
    lead = Membership.objects.get(organisation=host, is_lead=True)
    signed_in.post(reverse("host:people", args=[host.public_id]), {"remove": lead.pk})
    assert Membership.objects.filter(pk=lead.pk).exists()


def test_languages_are_kept_and_the_next_page_speaks_the_chosen_one(signed_in, member):
    address = reverse("host:settings")
    signed_in.post(address, {"preferred_language": "vi", "reads": ["vi", "cs"]})
    member.refresh_from_db()
    assert member.preferred_language == "vi"
    assert sorted(row.language for row in member.read_languages.all()) == ["cs", "vi"]
    assert re.search(r'<html lang="vi"', signed_in.get(address).content.decode())


def test_translator_does_not_choose_which_languages_to_check(client, city):
    person = factories.a_person("translator")
    set_languages(person=person, preferred="cs", reads=["vi"])
    factories.a_host(member=person)
    client.force_login(person)
    page = client.get(reverse("host:settings")).content.decode()
    assert 'name="reads"' not in page
    client.post(reverse("host:settings"), {"preferred_language": "en", "reads": ["vi", "uk"]})
    assert read_languages(person) == ["vi"]
    other = factories.a_person()
    factories.a_host(member=other)
    client.force_login(other)
    client.post(reverse("host:settings"), {"preferred_language": "en", "reads": ["vi", "uk"]})
    assert read_languages(other) == ["vi", "uk"]
