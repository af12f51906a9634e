"""The engine alone: facet counts, order, distance, editing, several processes, a killed writer."""

import datetime as dt
import multiprocessing
import os
import random
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest
import tantivy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosty.search.kinds import Engine, counting
from mosty.search.kinds.counting import counts
from mosty.search.kinds.schema import SCHEMA
from mosty.search.rules.documents import LEVELS, Busy, Document, IndexBroken, Query, kilometres
from mosty.search.rules.understand import Group, Way

DAY = dt.date(2026, 1, 1)
COLOURS, SHAPES = ("red", "green", "blue"), ("round", "square")


def a_group(*keys: str, weight: float = 1.0) -> Group:
    return Group(keys[0], tuple(Way("words", key, 1.0) for key in keys), weight)


def words(*keys: str) -> Query:
    groups = tuple(a_group(key) for key in keys)
    return Query(groups=groups, needed=(frozenset(range(len(groups))),))


def a_document(name: str, *keys: str, **more: object) -> Document:
    return Document(name, title_keys=keys, posted_on=DAY, **more)  # type: ignore[arg-type]


@pytest.fixture
def engine(tmp_path) -> Engine:
    made = Engine(tmp_path / "index")
    made.rebuild([])
    return made


def found(engine: Engine, query: Query) -> list[str]:
    return [hit.id for hit in engine.search(query).hits]


# --- editing --------------------------------------------------------------------------------------
def test_document_edited_twice_is_one_hit_and_the_old_word_is_gone(engine):
    engine.apply([a_document("one", "cactus"), a_document("two", "other")], [])
    engine.apply([a_document("one", "orchid")], [])
    engine.apply([a_document("one", "bonsai")], [])
    assert found(engine, words("bonsai")) == ["one"]
    assert found(engine, words("orchid")) == []
    assert found(engine, words("cactus")) == []
    assert engine.size() == 2


def test_deleting_by_a_term_of_an_unsigned_field_deletes_nothing(tmp_path):
    """The trap that the rule "text id, delete by query" avoids: this is the broken variant, kept to show that it
    is broken."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True, indexed=True)
    builder.add_text_field("words", tokenizer_name="whitespace")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(tmp_path))
    writer = index.writer(20_000_000, 1)
    for word in ("cactus", "orchid"):
        writer.delete_documents_by_term("number", 1)
        made = tantivy.Document()
        made.add_unsigned("number", 1)
        made.add_text("words", word)
        writer.add_document(made)
        writer.commit()
    index.reload()
    broken = index.searcher().num_docs
    writer.delete_documents_by_query(tantivy.Query.term_query(schema, "words", "cactus"))
    writer.commit()
    index.reload()
    assert (broken, index.searcher().num_docs) == (2, 1)


def test_batch_with_one_id_twice_keeps_the_last(engine):
    engine.apply([a_document("one", "cactus"), a_document("one", "orchid")], [])
    assert engine.size() == 1
    assert found(engine, words("orchid")) == ["one"]


# --- order ----------------------------------------------------------------------------------------
def test_equal_scores_are_ordered_by_date_then_id_and_pages_do_not_overlap(engine):
    draw = random.Random(5)
    names = [f"{number:010d}" for number in range(150)]
    days = {name: DAY + dt.timedelta(days=draw.randrange(3)) for name in names}
    shuffled = draw.sample(names, len(names))
    for start in range(0, len(names), 40):
        engine.apply(
            [Document(name, title_keys=("cactus",), posted_on=days[name]) for name in shuffled[start : start + 40]], []
        )
    expected = sorted(names, key=lambda name: (-days[name].toordinal(), name))
    for query in (words("cactus"), Query()):
        pages = [
            found(engine, Query(groups=query.groups, needed=query.needed, offset=start, limit=20))
            for start in range(0, 160, 20)
        ]
        assert [name for page in pages for name in page] == expected


def test_title_outranks_body_and_two_meanings_outrank_one(engine):
    engine.apply(
        [
            Document("body", body_keys=("cactus",), posted_on=DAY + dt.timedelta(days=400)),
            Document("title", title_keys=("cactus",), posted_on=DAY),
            Document("both", title_keys=("cactus",), body_keys=("water",), posted_on=DAY),
        ],
        [],
    )
    query = Query(groups=(a_group("cactus"), a_group("water")), needed=(frozenset({0}), frozenset({1})))
    assert found(engine, query) == ["both", "title", "body"]


def test_date_order_is_soonest_first_then_newest_without_a_date(engine):
    soon = dt.datetime(2026, 5, 1, tzinfo=dt.UTC)
    engine.apply(
        [
            Document("old", posted_on=DAY),
            Document("new", posted_on=DAY + dt.timedelta(days=9)),
            Document("later", posted_on=DAY, starts_at=soon + dt.timedelta(days=2)),
            Document("soon", posted_on=DAY, starts_at=soon),
        ],
        [],
    )
    assert found(engine, Query(sort="date")) == ["soon", "later", "new", "old"]


def test_level_shows_what_needs_at_most_that_and_unstated_ones_last(engine):
    engine.apply(
        [Document(level or "silent", level=level, posted_on=DAY) for level in ("", "none", "a2", "b1", "c2")], []
    )
    engine.apply([Document("silent", posted_on=DAY + dt.timedelta(days=30))], [])
    asked = Query(filters={"level": ("a2",)})
    assert found(engine, asked) == ["a2", "none", "silent"]
    assert engine.search(asked).total == 3
    assert [
        hit for start in range(3) for hit in found(engine, Query(filters={"level": ("a2",)}, offset=start, limit=1))
    ] == ["a2", "none", "silent"]


def test_half_of_the_meaning_is_not_enough_where_both_are_needed(engine):
    engine.apply([a_document("one", "cactus"), a_document("two", "water")], [])
    assert found(engine, words("cactus", "water")) == []
    assert engine.search(Query(groups=(a_group("cactus"),), needed=None)).total == 0


# --- distance -------------------------------------------------------------------------------------
def test_distance_order_is_the_true_one(engine):
    draw = random.Random(11)
    points = {f"p{number:03d}": (50 + draw.random() * 0.2, 14.2 + draw.random() * 0.5) for number in range(120)}
    engine.apply(
        [Document(name, posted_on=DAY, latitude=lat, longitude=lon) for name, (lat, lon) in points.items()], []
    )
    engine.apply([Document("nowhere", posted_on=DAY)], [])
    here = (50.08, 14.43)
    expected = [*sorted(points, key=lambda name: kilometres(here, points[name])), "nowhere"]
    pages = [found(engine, Query(near=here, sort="distance", offset=start, limit=25)) for start in range(0, 125, 25)]
    assert [name for page in pages for name in page] == expected
    first = engine.search(Query(near=here, sort="distance", limit=1)).hits[0]
    assert first.distance_km == pytest.approx(kilometres(here, points[first.id]), abs=1e-4)


def test_a_square_is_not_a_circle(engine):
    """In a box the corner would come before a nearer point outside it; the broken variant sorts by the larger
    difference."""
    here = (50.0, 14.0)
    engine.apply(
        [Document("corner", latitude=50.05, longitude=14.07), Document("straight", latitude=50.06, longitude=14.0)], []
    )
    assert found(engine, Query(near=here, sort="distance")) == ["straight", "corner"]
    box = {"corner": max(0.05, 0.07 * 0.64), "straight": 0.06}
    assert sorted(box, key=box.__getitem__) == ["corner", "straight"]


def test_kilometres_of_known_places():
    assert kilometres((50.0755, 14.4378), (42.6977, 23.3219)) == pytest.approx(1064, abs=5)
    assert kilometres((50.0, 14.0), (50.0, 14.0)) == 0


# --- facets ---------------------------------------------------------------------------------------
LISTING = st.fixed_dictionaries(
    {
        "cause": st.lists(st.sampled_from(COLOURS), unique=True),
        "activity": st.lists(st.sampled_from(SHAPES), unique=True),
        "level": st.sampled_from(["", *LEVELS]),
        "age": st.sampled_from([None, 15, 18]),
        "word": st.sampled_from(["cactus", "water"]),
    }
)
CHOICE = st.fixed_dictionaries(
    {
        "cause": st.lists(st.sampled_from(COLOURS), unique=True, max_size=2),
        "activity": st.lists(st.sampled_from(SHAPES), unique=True, max_size=1),
        "level": st.sampled_from([[], ["a1"], ["b2"]]),
        "age": st.sampled_from([None, 16]),
        "word": st.sampled_from(["", "cactus"]),
    }
)


def fits(listing: dict, choice: dict, *, without: str = "") -> bool:
    for name in ("cause", "activity"):
        if name != without and choice[name] and not set(choice[name]) & set(listing[name]):
            return False
    most = LEVELS.index(choice["level"][0]) if choice["level"] and without != "level" else len(LEVELS)
    if listing["level"] and LEVELS.index(listing["level"]) > most:
        return False
    if choice["age"] is not None and listing["age"] is not None and listing["age"] > choice["age"]:
        return False
    return not choice["word"] or listing["word"] == choice["word"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LISTING, max_size=25), st.lists(CHOICE, min_size=1, max_size=4))
def test_facet_counts_equal_counting_by_hand(tmp_path_factory, listings, choices):
    engine = Engine(tmp_path_factory.mktemp("facets"))
    engine.rebuild(
        Document(
            f"d{number}",
            title_keys=(row["word"],),
            facets={"cause": tuple(row["cause"]), "activity": tuple(row["activity"])},
            level=row["level"],
            minimum_age=row["age"],
            posted_on=DAY,
        )
        for number, row in enumerate(listings)
    )
    for choice in choices:
        filters = {name: tuple(choice[name]) for name in ("cause", "activity", "level") if choice[name]}
        subject = words(choice["word"]) if choice["word"] else Query()
        query = Query(groups=subject.groups, needed=subject.needed, filters=filters, age=choice["age"], limit=50)
        result = engine.search(query)
        expected = {f"d{number}" for number, row in enumerate(listings) if fits(row, choice)}
        assert {hit.id for hit in result.hits} == expected
        assert result.total == len(expected)
        for name, values in (("cause", COLOURS), ("activity", SHAPES)):
            by_hand = {
                value: count for value in values
                if (count := sum(1 for row in listings if value in row[name] and fits(row, choice, without=name)))
            }  # fmt: skip
            assert result.facets[name] == by_hand


# --- processes ------------------------------------------------------------------------------------
def _read(folder: str, seconds: float, answers: multiprocessing.Queue) -> None:
    engine, bad, reads, last = Engine(Path(folder)), 0, 0, set()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = engine.search(Query(limit=50))
        names = [hit.id for hit in result.hits]
        bad += result.total != 20 or len(set(names)) != 20
        last.add(engine.generation())
        reads += 1
        time.sleep(0.005)
    answers.put((reads, bad, len(last)))


def test_readers_in_other_processes_never_see_a_missing_or_doubled_listing(tmp_path):
    engine = Engine(tmp_path)
    engine.rebuild([a_document(f"d{number}", "cactus") for number in range(20)])
    start = multiprocessing.get_context("spawn")
    answers = start.Queue()
    readers = [start.Process(target=_read, args=(str(tmp_path), 2.5, answers)) for _ in range(2)]
    for reader in readers:
        reader.start()
    end = time.monotonic() + 40
    number = 0
    while time.monotonic() < end and any(reader.is_alive() for reader in readers):
        number += 1
        engine.apply(
            [a_document(f"d{number % 20}", f"w{number}"), a_document(f"d{(number + 7) % 20}", f"w{number}")], []
        )
        if number % 25 == 0:
            engine.rebuild([a_document(f"d{name}", f"w{number}") for name in range(20)])
        time.sleep(0.01)
    seen = [answers.get(timeout=10) for _ in readers]
    for reader in readers:
        reader.join()
    assert all(reads > 30 and bad == 0 and generations > 3 for reads, bad, generations in seen), seen


def _write_forever(folder: str) -> None:
    engine, number = Engine(Path(folder)), 0
    while True:
        number += 1
        engine.apply([a_document(f"d{name}", f"w{number}") for name in range(20)], [])


def test_killed_writer_leaves_the_last_commit_and_the_next_one_goes_on(tmp_path):
    engine = Engine(tmp_path)
    engine.rebuild([a_document(f"d{number}", "w0") for number in range(20)])
    for wait in (0.5, 0.63, 0.71):
        writer = multiprocessing.get_context("spawn").Process(target=_write_forever, args=(str(tmp_path),))
        writer.start()
        time.sleep(wait + 0.6)
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        result = Engine(tmp_path).search(Query(limit=50))
        assert result.total == 20
        assert len({hit.id for hit in result.hits}) == 20
        keys = {key for key in engine.terms(1000) if engine.search(words(key)).total}
        assert len(keys) == 1, "a commit is all or nothing"
        engine.apply([a_document(f"d{number}", "after") for number in range(20)], [])
        assert engine.search(words("after")).total == 20


def test_second_writer_is_refused(engine):
    with engine.writing() as write:
        with pytest.raises(Busy):
            Engine(engine.folder).apply([a_document("other", "cactus")], [])
        write([a_document("one", "cactus")], [])
    assert found(engine, words("cactus")) == ["one"]


def test_folder_without_an_index_says_so(tmp_path):
    with pytest.raises(IndexBroken):
        Engine(tmp_path / "nothing").search(Query())
    with pytest.raises(IndexBroken):
        Engine(tmp_path / "nothing").apply([], [])


def test_schema_keeps_the_id_as_raw_text(engine):
    engine.apply([a_document("a-b c", "cactus")], [])
    engine.apply([], ["a"])
    assert engine.size() == 1
    engine.apply([], ["a-b c"])
    assert engine.size() == 0
    assert tantivy.Query.term_query(SCHEMA, "id", "a-b c") is not None


# --- counts that are remembered -------------------------------------------------------------------
def test_remembered_counts_are_those_of_the_very_question(engine):
    """Whatever was asked before: every question is answered as by an engine that remembers nothing."""
    draw = random.Random(8)
    engine.apply(
        [
            Document(
                f"{number:010d}",
                title_keys=tuple(draw.sample(("cactus", "orchid", "bonsai"), draw.randrange(1, 3))),
                facets={"cause": (draw.choice(COLOURS),), "activity": (draw.choice(SHAPES),)},
                level=draw.choice(("", *LEVELS)),
                minimum_age=draw.choice((None, 10, 18)),
                posted_on=DAY,
            )
            for number in range(60)
        ],
        [],
    )
    for _ in range(300):
        either = replace(words("cactus", "orchid"), needed=(frozenset({0}), frozenset({1})))
        base = draw.choice((Query(), words("cactus"), words("orchid"), words("cactus", "orchid"), either))
        filters = {
            "cause": (draw.choice(COLOURS),),
            "activity": (draw.choice(SHAPES),),
            "level": (draw.choice(LEVELS),),
        }
        query = replace(
            base,
            filters={name: filters[name] for name in draw.sample(sorted(filters), draw.randrange(4))},
            age=draw.choice((None, 12, 20)),
            prefers_age=draw.choice((None, 15)),
            prefers_no_local_language=draw.random() < 0.3,
            sort=draw.choice(("relevance", "date")),
            offset=draw.choice((0, 5)),
        )
        assert engine.search(query).facets == Engine(engine.folder).search(query).facets, query


def test_what_is_asked_most_is_remembered_longest_and_the_memory_is_bounded():
    kept = counting.Kept()
    kept.put("g", "open", {"kind": {"help": 1}})
    for number in range(3 * counting.MOST_KEPT):
        kept.put("g", number, {})
        assert kept.get("g", "open")
    assert sum(kept.get("g", number) is not None for number in range(3 * counting.MOST_KEPT)) == counting.MOST_KEPT - 1
    kept.put("next", "other", {})
    assert kept.get("g", "open") is None
    assert kept.get("next", "open") is None


def test_a_search_without_counts_remembers_nothing(engine):
    engine.search(replace(words("cactus"), facets=()))
    assert engine._counts._rows == {}


def test_counts_follow_a_change_at_once(engine):
    engine.apply([a_document("one", "cactus", facets={"cause": ("red",)})], [])
    assert engine.search(Query()).facets["cause"] == {"red": 1}
    engine.apply([a_document("one", "cactus", facets={"cause": ("blue",)})], [])
    assert engine.search(Query()).facets["cause"] == {"blue": 1}


def test_the_same_question_in_another_order_is_not_counted_again(engine, monkeypatch):
    engine.apply([a_document("one", "cactus", facets={"cause": ("red",)})], [])
    asked = []
    monkeypatch.setattr(counting, "counts", lambda *more: asked.append(1) or counts(*more))
    for query in (words("cactus"), replace(words("cactus"), sort="date"), replace(words("cactus"), offset=1)):
        engine.search(query)
    assert len(asked) == 1
