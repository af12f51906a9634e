"""How SQLite reaches listings: by their ids and newest first from the index, not by reading every published one."""

import pytest
from django.db import connection

from mosty.base.upkeep import refresh_statistics
from mosty.opportunities.models import Opportunity
from tests import factories

pytestmark = pytest.mark.django_db


def plan() -> str:
    return Opportunity.objects.shown().filter(public_id__in=[f"b{number:09d}" for number in range(20)]).explain()


def some_listings() -> None:
    host = factories.a_host()
    Opportunity.objects.bulk_create(
        Opportunity(organisation=host, source_language="cs", status="published", modified="2026-11-01T00:00Z")
        for _ in range(500)
    )


def test_listings_are_found_by_their_ids(city, django_assert_num_queries):
    if connection.vendor != "sqlite":
        with django_assert_num_queries(0):
            refresh_statistics()
        return
    some_listings()
    assert "public_id=?" not in plan()  # the control
    refresh_statistics()
    assert "public_id=?" in plan()


def test_the_newest_are_read_in_order_without_sorting_all(city):
    if connection.vendor != "sqlite":
        return
    some_listings()
    refresh_statistics()
    order = ("-published_at", "-id")
    twice = Opportunity.objects.shown().filter(kind="help", status="published").order_by(*order)[:4]
    assert "TEMP B-TREE FOR ORDER BY" in twice.explain()  # the control
    newest = Opportunity.objects.published().filter(kind="help").order_by(*order)[:4]
    assert "TEMP B-TREE" not in newest.explain()
