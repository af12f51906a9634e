"""Cards come from the index; what is shown still, and how it stands, comes from the database; what is behind is read."""

import datetime as dt
import json

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from mosty.base.clock import now
from mosty.opportunities import actions as opportunities
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import cards, for_reading, listings, record_of
from mosty.opportunities.queries.cards import SHAPE
from mosty.organisations import actions as organisations
from mosty.organisations.models import Organisation
from mosty.search import actions
from mosty.search.actions import reindex
from mosty.search.forms import parse
from mosty.search.queries import find_cards
from mosty.search.queries.index import engine
from tests.factories import an_opportunity, tuesdays
from tests.reading import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
FACE = (
    "public_id", "status", "response_hours", "title", "host_name", "address_key",
    "need", "papers", "when", "where", "local_level",
)  # fmt: skip
NOON = dt.datetime(2026, 8, 11, 10, 0, tzinfo=dt.UTC)


def found(address: str = "", language: str = "cs"):
    return find_cards(parse(QueryDict(address)), language).listings


def face(shown):
    return {name: getattr(shown, name) for name in FACE}


def need(language: str, kind: str, level: str, *purposes: str):
    languages = [language] if language else []
    return {"languages": languages, "requirement_type": kind, "minimum_level": level, "purpose": list(purposes)}


def with_dates(opportunity, *days: int):
    dates = [{"start_date": now() + dt.timedelta(days=day)} for day in days]
    opportunities.set_times(opportunity=opportunity, dates=dates, by=None)


def varied():
    """Listings that exercise every part of a record."""
    an_opportunity(needs=[need("cs", "required", "b1", "safety")], papers=[{"code": "interview", "paid_by": "free"}])
    an_opportunity(needs=[need("cs", "not_needed", "none")], has_language_practice=True, attendance_mode="online")
    an_opportunity(needs=[need("", "required", "b1")], attendance_mode="mixed", district=None)
    an_opportunity(needs=[need("cs", "practised_here", "a1")], kind="meet", texts={"vi": {"title": "Dạy kèm"}})
    an_opportunity(
        schedule_type="flexible_timeframe", day_parts=["MondayMorning", "SundayEvening"], papers=[{"code": "reference"}],
        commitment_hours="1.5", commitment_period="week", minimum_duration="P3M",
    )  # fmt: skip
    for schedule in ("set_shift", "flexible_timeframe"):
        made = an_opportunity(schedule_type=schedule, published=False)
        with_dates(made, 1, 2, 9, 30, 60)
        opportunities.publish(opportunity=made, by=None)
    tuesdays(an_opportunity(attendance_mode="mixed"))
    Organisation.objects.update(response_time_median_hours=30)


@pytest.mark.parametrize("language", LANGUAGES)
def test_card_says_what_the_listing_says(language):
    varied()
    rows = list(for_reading(Opportunity.objects.order_by("pk")))
    records = [(row.public_id, record_of(row)) for row in listings(rows, "cs")]
    with CaptureQueriesContext(connection) as asked:
        drawn = [face(card) for card in cards(records, language)]
    assert drawn == [face(listing) for listing in listings(rows, language)]
    assert len(asked) == 1


def test_record_of_another_shape_is_not_drawn():
    """When this fails, raise SHAPE and write the new keys here: an index made before lacks them."""
    [listing] = listings(for_reading(Opportunity.objects.filter(pk=an_opportunity().pk)), "cs")
    record = json.loads(record_of(listing))
    keys = "attendance_mode commitment_period dates day_parts district host hours kind minimum_duration needs papers"
    assert (SHAPE, " ".join(sorted(record))) == (1, f"{keys} practice schedule_type slots stamp title")
    old = {"stamp": record["stamp"].replace("1 ", "0 ", 1)}
    for text in (json.dumps(old), ""):
        assert [face(card) for card in cards([(listing.public_id, text)], "cs")] == [face(listing)]


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_takes_the_same_queries_whatever_the_number_of_cards(count):
    for _ in range(count):
        an_opportunity()
    reindex()
    found()  # what a process keeps: the city, names of hosts
    with CaptureQueriesContext(connection) as asked:
        assert [face(card)["where"] for card in found()] == ["Praha 7"] * count
    assert len(asked) == 2  # is anything waiting; how these stand


def test_state_and_answers_of_the_host_are_those_of_this_moment():
    made = an_opportunity()
    reindex()
    Opportunity.objects.update(status="filled")
    Organisation.objects.update(response_time_median_hours=30)
    [card] = found()
    assert (card.public_id, card.status, card.response_hours) == (made.public_id, "filled", 30)


def test_hidden_behind_the_index_s_back_is_not_shown():
    an_opportunity()
    reindex()
    Opportunity.objects.update(status="paused")
    assert found() == []


def test_a_date_that_has_passed_is_not_said_any_more():
    with time_machine.travel(NOON, tick=False):
        made = an_opportunity(schedule_type="set_shift", published=False)
        with_dates(made, 1, 8)
        opportunities.publish(opportunity=made, by=None)
        reindex()
        assert found()[0].when == "12. srpna a 19. srpna, od 12:00"
    with time_machine.travel(NOON + dt.timedelta(days=1, minutes=1), tick=False):
        assert found()[0].when == "19. srpna, od 12:00"


def rename(made):
    organisations.change(organisation=made.organisation, name="Nový spolek", by=None)


def translate_host(made):
    texts = {"name": "Нова спілка"}
    organisations.translate(organisation=made.organisation, language="uk", texts=texts, state="human", by=None)


def retitle(made):
    opportunities.set_texts(opportunity=made, language="cs", texts={"title": "Orchideje"}, by=None)


def ask_for_papers(made):
    opportunities.set_papers(opportunity=made, papers=[{"code": "interview"}], by=None)


def ask_for_czech(made):
    opportunities.set_languages(opportunity=made, needs=[need("cs", "required", "b1")], by=None)


def cancel(made):
    opportunities.cancel_session(session=made.sessions.order_by("start_date").first(), by=None)


@pytest.mark.parametrize("is_late", [False, True], ids=["followed", "index behind"])
@pytest.mark.parametrize("change", [rename, translate_host, retitle, ask_for_papers, ask_for_czech, cancel])
def test_a_change_is_on_the_card_at_once_even_while_the_index_is_behind(change, is_late):
    made = an_opportunity(
        title="Kaktusy", schedule_type="set_shift", published=False, texts={"uk": {"title": "Кактуси"}}
    )
    with_dates(made, 1, 8)
    opportunities.publish(opportunity=made, by=None)
    reindex()
    before = face(found(language="uk")[0])
    change(Opportunity.objects.get(pk=made.pk))
    wanted = [face(listing) for listing in listings(for_reading(Opportunity.objects.all()), "uk")]
    assert wanted != [before]
    if is_late:
        with engine().writing():  # as another process does that rebuilds the index
            assert [face(card) for card in found(language="uk")] == wanted
    assert [face(card) for card in found(language="uk")] == wanted


def test_listings_are_read_while_the_writer_is_held(monkeypatch):
    """Read before, the state of a slower process could be written over that of a faster one."""
    asked = []
    documents_of = actions.documents_of

    def watched(public_ids):
        with pytest.raises(actions.Busy):
            type(engine())(engine().folder).apply([], [])
        asked.extend(public_ids)
        yield from documents_of(public_ids)

    reindex()
    made = an_opportunity()
    monkeypatch.setattr(actions, "documents_of", watched)
    assert [card.public_id for card in found()] == [made.public_id] == asked


def test_what_began_to_wait_during_a_rebuild_waits_on(monkeypatch):
    """On PostgreSQL a lower number may be committed after a higher one: only what was seen is forgotten."""
    an_opportunity()
    all_documents = actions.all_documents
    later = []

    def meanwhile():
        yield from all_documents()
        row = actions.Waiting.objects.order_by("pk").first()
        later.append(actions.Waiting.objects.create(pk=row.pk - 1, public_id="abcdefghjk"))

    monkeypatch.setattr(actions, "all_documents", meanwhile)
    reindex()
    assert list(actions.Waiting.objects.all()) == later
