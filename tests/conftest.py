"""What every test may use."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db.models import QuerySet
from django.template import engines

from mosty.base import pages
from mosty.city.actions import load_city
from mosty.city.queries import forget_reference_data
from tests.fakes.graph import Graph

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(autouse=True)
def _fresh(settings, monkeypatch):
    """Each test has its own reference data and an index folder and stamp of kept pages of its own process."""
    forget_reference_data()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    settings.INDEX_DIR = Path(django_settings.VAR_DIR) / f"index-{worker}"
    shutil.rmtree(settings.INDEX_DIR, ignore_errors=True)
    monkeypatch.setattr(pages, "STAMP", f"{pages.STAMP}-{worker}")
    yield
    forget_reference_data()


@pytest.fixture(autouse=True)
def _shuffled(monkeypatch):
    """A query without an order may come back in any order: let it, so that no test relies on luck."""
    original = QuerySet._fetch_all

    def fetch_all(self):
        was_empty = self._result_cache is None
        original(self)
        if was_empty and not self.ordered and isinstance(self._result_cache, list):
            self._result_cache.reverse()

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_all)


class Undefined(str):
    """What a template gets for a variable that nobody gave it: an error instead of silence."""

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, name):
        raise UndefinedVariable(f"a template shows {name}, which nothing defines")


class UndefinedVariable(Exception):
    pass


@pytest.fixture(autouse=True)
def _undefined_fails(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Undefined("%s"))


@pytest.fixture
def city(db):
    """Prague's districts and topics; in a journey (`live_server`) `db` writes for good, so that the server sees the rows too."""
    load_city()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium where it is; flags that keep it from looking outside."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    quiet += ["--disable-component-update", "--disable-sync"]
    found = {"executable_path": CHROMIUM} if CHROMIUM else {}
    return {**browser_type_launch_args, **found, "args": quiet}


def pytest_sessionfinish(session, exitstatus):
    """In continuous integration a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = 1


@pytest.fixture
def graph(settings):
    """A stand-in for Facebook whose posts are shown at once."""
    with Graph(window=0.0, hang=3.0) as running:
        settings.FACEBOOK_GRAPH_URL = running.url
        yield running
