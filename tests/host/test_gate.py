"""Every host address refuses whoever has no business there."""

import pytest
from django.urls import reverse

from mosty.host.urls import urlpatterns
from mosty.opportunities.models import Opportunity
from tests.factories import a_host, a_person, an_application, an_opportunity

GUARDED = [pattern for pattern in urlpatterns if pattern.name not in ("answer", "assure")]


def addresses(host, opportunity, application):
    """(name, address) of every guarded page, filled with this host's things."""
    ids = {"organisation": host, "people": host, "application": application}
    for pattern in GUARDED:
        needs_id = "public_id" in pattern.pattern.converters
        args = [ids.get(pattern.name, opportunity).public_id] if needs_id else None
        yield pattern.name, reverse(f"host:{pattern.name}", args=args)


@pytest.fixture
def theirs(city):
    """A host with a listing and an application that belong to somebody else."""
    host = a_host(member=a_person())
    opportunity = an_opportunity(organisation=host)
    return host, opportunity, an_application(opportunity)


def test_every_view_is_guarded_or_opened_by_a_letter():
    assert all(getattr(pattern.callback, "is_guarded", False) for pattern in GUARDED)
    letters = [pattern.name for pattern in urlpatterns if getattr(pattern.callback, "is_opened_by_letter", False)]
    assert letters == ["answer", "assure"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_sends_a_stranger_to_sign_in(client, theirs, method):
    for name, address in addresses(*theirs):
        response = getattr(client, method)(address)
        assert (name, response.status_code) == (name, 302)
        assert "/sign-in/?next=%2Fhost%2F" in response["Location"], name


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_hosts_things_are_absent(signed_in, theirs, method):
    before = Opportunity.objects.get(pk=theirs[1].pk).status
    for name, address in addresses(*theirs):
        if address in (
            reverse("host:home"),
            reverse("host:new"),
            reverse("host:applications"),
            reverse("host:settings"),
            reverse("host:plain"),
        ):
            continue
        # Pages that only take a form refuse a plain reading before they look at anything.
        expected = 405 if method == "get" and name in ("submit", "pause", "close", "reopen") else 404
        assert (name, getattr(signed_in, method)(address).status_code) == (name, expected)
    assert Opportunity.objects.get(pk=theirs[1].pk).status == before


def test_lists_show_nothing_of_another_host(signed_in, theirs):
    _host, opportunity, application = theirs
    for name in ("home", "applications"):
        page = signed_in.get(reverse(f"host:{name}")).content.decode()
        assert opportunity.public_id not in page and application.public_id not in page


def test_somebody_without_a_host_reads_what_to_do(client, theirs):
    client.force_login(a_person())
    for _name, address in addresses(*theirs):
        response = client.get(address)
        assert response.status_code == 403
        assert "host/no_host.html" in [template.name for template in response.templates]
