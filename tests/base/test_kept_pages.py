"""A finished page is kept for visitors without cookies, and forgotten when anything changes."""

import gzip

import pytest
from django.core.cache import caches

from mosty.applications.rules import access_code
from mosty.base import pages
from mosty.search.tasks import drain
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _keeping(settings, city):
    settings.PAGES_KEPT = 60
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def asks_the_database(client, django_assert_num_queries, path, **headers):
    """Whether this look cost a query."""
    try:
        with django_assert_num_queries(0):
            assert client.get(path, headers=headers).status_code == 200
    except pytest.fail.Exception:
        return True
    return False


def test_second_visitor_gets_the_kept_page_with_all_headers(client, django_assert_num_queries):
    first = client.get("/vi/districts/")
    assert not asks_the_database(client, django_assert_num_queries, "/vi/districts/")
    second = client.get("/vi/districts/")
    assert second.content == first.content
    assert second.headers == first.headers
    assert asks_the_database(client, django_assert_num_queries, "/cs/districts/")


def test_packed_and_plain_are_kept_apart(client):
    packed = client.get("/cs/districts/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    plain = client.get("/cs/districts/")
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content) == plain.content


def test_whatever_changes_ends_it(client, django_assert_num_queries):
    made = factories.an_opportunity()
    drain()
    path = f"/cs/opportunities/{made.public_id}/"
    address = client.get(path, follow=True).redirect_chain[-1][0]
    client.get(address)
    assert not asks_the_database(client, django_assert_num_queries, address)
    code = access_code(factories.an_application(made).public_id)
    for _nothing_comes_of_it in (client.post("/cs/nowhere/"), client.options("/cs/")):
        assert not asks_the_database(client, django_assert_num_queries, address)
    client.post(f"/cs/my/{code}/withdraw/")
    client.cookies.clear()
    assert asks_the_database(client, django_assert_num_queries, address)
    factories.an_opportunity()
    drain()
    assert asks_the_database(client, django_assert_num_queries, address)


def test_change_that_a_visitor_indexes_ends_it_too(client, django_assert_num_queries):
    """A search indexes what waits before the worker does; the worker then finds nothing left to do."""
    client.get("/cs/hosts/")
    assert not asks_the_database(client, django_assert_num_queries, "/cs/hosts/")
    factories.an_opportunity()
    client.get("/cs/opportunities/?q=xyzzy")
    drain()
    assert asks_the_database(client, django_assert_num_queries, "/cs/hosts/")


def test_two_changes_in_one_tick_are_two(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    seen = set()
    for _ in range(50):
        pages.changed()
        seen.add(pages.generation())
    assert len(seen) == 50
    assert [path.name for path in tmp_path.iterdir()] == [pages.STAMP]


def test_somebody_signed_in_and_personal_pages_are_never_served_from_it(client, django_assert_num_queries):
    client.get("/cs/hosts/")
    client.force_login(factories.a_coordinator())
    assert asks_the_database(client, django_assert_num_queries, "/cs/hosts/")
    client.logout()
    client.cookies.clear()
    mine = f"/cs/my/{access_code(factories.an_application(factories.an_opportunity()).public_id)}/"
    client.get(mine)
    client.cookies.clear()
    assert asks_the_database(client, django_assert_num_queries, mine)


def test_without_keeping_every_look_is_made_anew(client, settings, django_assert_num_queries):
    """The control."""
    settings.PAGES_KEPT = 0
    client.get("/cs/hosts/")
    assert asks_the_database(client, django_assert_num_queries, "/cs/hosts/")
