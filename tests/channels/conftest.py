"""A connected channel and a stand-in for Facebook behind it."""

import pytest

from mosty.channels import actions
from mosty.channels.models import Post
from mosty.channels.rules import Pace
from tests.channels.fast import PACE
from tests.factories import an_opportunity


@pytest.fixture
def channel(city, graph):
    """A Czech Facebook Page, connected."""
    made = actions.add_channel(kind="facebook", name="Praha pro všechny", language="cs", by=None)
    actions.connect_channel(channel=made, external_id=graph.page_id, secret=graph.token, by=None)
    graph.store.calls.clear()
    return made


@pytest.fixture
def post(channel) -> Post:
    """A post that waits, without a picture."""
    return actions.schedule(
        opportunity=an_opportunity(), channel=channel, words="Doučování dětí", has_picture=False, by=None
    )


@pytest.fixture
def pace() -> Pace:
    return PACE
