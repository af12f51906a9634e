"""The index follows the database: editing, hiding, hosts, damage."""

import shutil
from pathlib import Path

import pytest
from django.db import transaction
from django.http import QueryDict

from mosty.opportunities import actions as opportunities
from mosty.organisations import actions as organisations
from mosty.search import tasks
from mosty.search.actions import drain, reindex
from mosty.search.forms import parse
from mosty.search.models import IndexState, Waiting
from mosty.search.queries import find
from mosty.search.queries.index import engine
from tests.factories import a_host, an_opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def ids(address: str, language: str = "cs") -> list[str]:
    return [listing.public_id for listing in find(parse(QueryDict(address)), language).listings]


def retitle(opportunity, title: str) -> None:
    opportunities.set_texts(opportunity=opportunity, language="cs", texts={"title": title}, by=None)


def test_edited_twice_is_found_once_by_the_new_word_only():
    kept = an_opportunity(title="Zavlažování kaktusů")
    an_opportunity(title="Něco jiného")
    assert ids("q=kaktusy") == [kept.public_id]
    retitle(kept, "Zavlažování orchidejí")
    assert ids("q=orchideje") == [kept.public_id]
    retitle(kept, "Zavlažování bonsajů")
    assert ids("q=bonsaje") == [kept.public_id]
    assert ids("q=orchideje") == []
    assert ids("q=kaktusy") == []
    assert engine().size() == 2
    assert find(parse(QueryDict("")), "cs").total == 2


def test_change_that_is_rolled_back_is_not_waiting():
    kept = an_opportunity(title="Zavlažování kaktusů")
    assert ids("q=kaktusy") == [kept.public_id]
    with pytest.raises(RuntimeError), transaction.atomic():
        retitle(kept, "Bonsaje")
        assert Waiting.objects.exists()
        raise RuntimeError
    assert not Waiting.objects.exists()


def test_draft_is_not_found_and_leaves_when_paused():
    draft = an_opportunity(title="Kaktusy", published=False)
    assert ids("") == []
    opportunities.publish(opportunity=draft, by=None)
    assert ids("q=kaktusy") == [draft.public_id]
    opportunities.pause(opportunity=draft, by=None)
    assert ids("q=kaktusy") == []
    assert engine().size() == 0


def test_deleted_listing_leaves_the_index():
    gone = an_opportunity(title="Kaktusy")
    assert ids("q=kaktusy") == [gone.public_id]
    gone.delete()
    assert ids("q=kaktusy") == []
    assert engine().size() == 0


def test_suspended_host_takes_its_listings_along():
    host = a_host()
    an_opportunity(organisation=host, title="Kaktusy")
    kept = an_opportunity(title="Kaktusy u jiných")
    assert len(ids("q=kaktusy")) == 2
    host.verification_status = "suspended"
    host.save()
    organisations.signals.changed.send(type(host), organisation=host)
    assert ids("q=kaktusy") == [kept.public_id]


def test_drain_works_in_batches_and_empties_the_outbox(monkeypatch):
    monkeypatch.setattr("mosty.search.actions.BATCH", 4)
    made = [an_opportunity(title=f"Kaktus {number}") for number in range(3)]
    reindex()
    for opportunity in made:
        retitle(opportunity, "Bonsaj")
    assert drain() == 3
    assert not Waiting.objects.exists()
    assert drain() == 0
    assert IndexState.objects.get().listing_count == 3


def test_missing_index_builds_itself_at_the_first_search(settings):
    kept = an_opportunity(title="Kaktusy")
    reindex()
    shutil.rmtree(settings.INDEX_DIR)
    assert ids("q=kaktusy") == [kept.public_id]


def test_index_of_another_version_is_built_anew(settings):
    kept = an_opportunity(title="Kaktusy")
    reindex()
    current = Path(settings.INDEX_DIR) / "current"
    old = current.read_text()
    current.write_text("v0-feedfeedfeed")
    assert ids("q=kaktusy") == [kept.public_id]
    assert current.read_text() not in (old, "v0-feedfeedfeed")


@pytest.mark.parametrize("damage", ["empty", "garbage", "cut"])
def test_damaged_index_is_built_anew(settings, damage):
    kept = an_opportunity(title="Kaktusy")
    reindex()
    folder = Path(settings.INDEX_DIR) / (Path(settings.INDEX_DIR) / "current").read_text()
    for path in folder.iterdir():
        if damage == "empty":
            path.unlink()
        elif damage == "garbage":
            path.write_bytes(b"this is no index")
        elif path.suffix in (".term", ".idx", ".store", ".fast"):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    engine()._forget()
    assert ids("q=kaktusy") == [kept.public_id]
    assert find(parse(QueryDict("")), "cs").total == 1


def test_listing_whose_date_has_passed_is_indexed_again(time_machine):
    from tests.factories import tuesdays  # noqa: PLC0415  used here only

    time_machine.move_to("2026-11-23 08:00Z")
    kept = an_opportunity(title="Kaktusy")
    tuesdays(kept)
    tasks.drain()
    assert not Waiting.objects.exists()
    time_machine.move_to("2026-11-25 08:00Z")
    from mosty.search.actions import follow_calendar  # noqa: PLC0415

    assert follow_calendar() == 1
    assert Waiting.objects.get().public_id == kept.public_id
    assert follow_calendar() == 0


def test_find_asks_the_same_number_of_queries_for_one_and_three(django_assert_num_queries):
    an_opportunity(title="Kaktus jedna")
    assert len(ids("")) == 1
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as one:
        ids("q=kaktus")
    for number in range(2):
        an_opportunity(title=f"Kaktus {number}")
    assert len(ids("")) == 3
    with CaptureQueriesContext(connection) as three:
        assert len(ids("q=kaktus")) == 3
    assert len(three) == len(one)


def test_a_renamed_host_stands_by_its_new_name_among_the_filters():
    host = a_host(name="Spolek Kaktus")
    an_opportunity(organisation=host)
    reindex()

    def names() -> list[str]:
        facets = find(parse(QueryDict("")), "cs").facets
        return [row.label for facet in facets if facet.name == "organisation" for row in facet.values]

    assert names() == ["Spolek Kaktus"]
    organisations.change(organisation=host, by=None, name="Spolek Bonsaj")
    assert names() == ["Spolek Bonsaj"]
