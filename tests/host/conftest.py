"""A member with a host, signed in."""

import pytest

from tests.factories import a_host, a_person


@pytest.fixture
def member(city):
    return a_person(language="en")


@pytest.fixture
def host(member):
    return a_host(member=member)


@pytest.fixture
def signed_in(client, member, host):
    client.force_login(member)
    return client
