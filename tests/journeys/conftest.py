"""A living city behind a real server, walked through by a real browser."""

import pytest
from django.test import override_settings

from mosty.search.actions import reindex
from tests import factories

CS_A2 = [{"languages": ["cs"], "requirement_type": "required", "minimum_level": "a2", "purpose": ["with_clients"]}]


@pytest.fixture(autouse=True)
def _site(transactional_db, live_server):
    with override_settings(SITE_URL=live_server.url):
        yield


@pytest.fixture
def homework(city):
    """Help children with homework, Tuesdays, Czech A2, no papers, in Praha 7; translated into Vietnamese by a person."""
    made = factories.an_opportunity(
        needs=CS_A2,
        papers=[],
        texts={"vi": {"title": "Giúp trẻ em làm bài tập", "summary": "Mỗi thứ Ba, hai giờ."}},
    )
    factories.tuesdays(made)
    reindex()
    return made


@pytest.fixture
def axe(page):
    """Run axe on the page that is open; the answer is the list of what it found."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  heavy, only here

    def run() -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{row['id']}: {node['html'][:120]}" for row in found for node in row["nodes"]]

    return run
