"""With statistics SQLite looks listings up by their ids; without, it reads every published one."""

import pytest
from django.db import connection

from mosty.base.upkeep import refresh_statistics
from mosty.opportunities.models import Opportunity
from tests import factories

pytestmark = pytest.mark.django_db


def plan() -> str:
    return Opportunity.objects.shown().filter(public_id__in=[f"b{number:09d}" for number in range(20)]).explain()


def test_listings_are_found_by_their_ids(city, django_assert_num_queries):
    if connection.vendor != "sqlite":
        with django_assert_num_queries(0):
            refresh_statistics()
        return
    host = factories.a_host()
    Opportunity.objects.bulk_create(
        Opportunity(organisation=host, source_language="cs", status="published", modified="2026-11-01T00:00Z")
        for _ in range(500)
    )
    assert "public_id=?" not in plan()  # the control
    refresh_statistics()
    assert "public_id=?" in plan()
