"""Whatever the fields say, every face says something clean in every language."""

import re
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosty.opportunities.rules import sentences
from mosty.opportunities.rules.sentences import LANGUAGES, Facts, LanguageNeed, Paper, Slot
from mosty.opportunities.rules.sentences.facts import DAY_PARTS, LEVELS, PERIODS, PURPOSES, SUITS
from mosty.opportunities.rules.sentences.languages import GRAMMARS
from tests.opportunities.sentence_facts import (
    CHILDREN,
    CRIMINAL_RECORD,
    DOGS,
    FOOD,
    HEALTH,
    HOMEWORK,
    IN_PRAGUE_7,
    MEAL,
    PLAY,
    PRAGUE,
    PRAGUE_7,
    STUDENTS,
)

CODES = ("cs", "en", "uk", "ru", "vi", "bg", "ar", "de", "fr", "es", "sk", "pl", "fa", "zh")
LATIN = re.compile(r"[A-Za-z]+")
LEVEL_CODES = {"A", "B", "C"}


def some(*values, most=3):
    return st.lists(st.sampled_from(values), max_size=most, unique_by=id).map(tuple)


hours = st.none() | st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
slots = st.builds(
    Slot,
    weekdays=st.lists(st.integers(0, 6), max_size=7).map(tuple),
    start=hours,
    end=hours,
    every_weeks=st.integers(0, 12),
    monthly_nth=st.sampled_from((None, None, -1, 0, 1, 2, 3, 4, 5)),
    on=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
needs = st.builds(
    LanguageNeed,
    some(*CODES),
    st.sampled_from(("required", "helpful", "not_needed", "practised_here", "not_stated")),
    st.sampled_from((*LEVELS, "")),
    some(*PURPOSES, most=5),
)
paper_rows = st.builds(
    Paper,
    st.just("other"),
    st.sampled_from(("", "host", "city", "volunteer", "free")),
    st.sampled_from((None, True, False)),
    st.sampled_from((CRIMINAL_RECORD, HEALTH)),
)
facts_of_any_kind = st.builds(
    Facts,
    kind=st.sampled_from(("help", "meet")),
    local_language=st.sampled_from(("cs", "bg")),
    city_where=st.sampled_from((PRAGUE, {})),
    activities=some(HOMEWORK, PLAY, DOGS),
    audiences=some(CHILDREN, STUDENTS),
    causes=some(FOOD),
    district_where=st.sampled_from((None, IN_PRAGUE_7)),
    district_name=st.sampled_from((None, PRAGUE_7)),
    attendance_mode=st.sampled_from(("offline", "online", "mixed")),
    schedule_type=st.sampled_from(("set_shift", "flexible_timeframe", "open_ended")),
    slots=st.lists(slots, max_size=5).map(tuple),
    day_parts=some(*DAY_PARTS, most=21),
    commitment_hours=st.none() | st.decimals(Decimal(0), Decimal(300), places=2),
    commitment_period=st.sampled_from(("", *PERIODS)),
    minimum_duration=st.sampled_from(("", "P3M", "P1Y", "P2W", "P11D", "P1Y2M", "PT4H", "three months")),
    language_needs=st.lists(needs, max_size=4).map(tuple),
    team_languages=some(*CODES, most=5),
    interpretation_available=st.sampled_from(("no", "at_start", "on_request", "always")),
    language_practice=st.booleans(),
    papers=st.none() | st.lists(paper_rows, max_size=3).map(tuple),
    rewards=some(MEAL),
    minimum_age=st.none() | st.integers(0, 99),
    maximum_age=st.none() | st.integers(0, 99),
    places_left=st.none() | st.integers(0, 300),
    maximum_capacity=st.none() | st.integers(0, 300),
    suits=some(*SUITS, most=4),
)


def flaws(text: str, language: str) -> list[str]:
    """What no reader should meet: nothing at all, braces, doubled spaces, foreign letters, open isolates."""
    found = [mark for mark in ("{", "}", "\x00", "  ", "..", " ,", " .", " ;", ",,", "None") if mark in text]
    if not text.strip() or text != text.strip():
        found.append("empty or spaced")
    if text.count("\u2068") != text.count("\u2069"):
        found.append("open isolate")
    if language in {"ar", "uk", "ru", "bg"}:
        found += [word for word in LATIN.findall(text) if word not in LEVEL_CODES]
    if language == "ar":
        found += [mark for mark in ",;?" if mark in text]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@given(facts=facts_of_any_kind)
@settings(max_examples=150, deadline=None)
def test_every_face_is_clean_for_any_facts(language, facts):
    for face in (sentences.what, sentences.when, sentences.where, sentences.need, sentences.papers):
        assert not flaws(face(facts, language), language)
    for face in (sentences.team, sentences.age, sentences.places):
        text = face(facts, language)
        assert not text or not flaws(text, language)
    rows = sentences.facts_list(facts, language)
    assert [code for code, _text in rows][:3] == ["what", "where", "when"]
    for _code, text in rows:
        assert text.endswith(".")
        assert not flaws(text, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_has_plain_words_of_its_own(language):
    texts = [sentences.need_words(level, "cs", language) for level in LEVELS]
    assert len(set(texts)) == len(LEVELS)
    assert not any(flaws(text, language) for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_part_has_a_name_of_its_own(language):
    names = [sentences.day_part_name(code, language) for code in DAY_PARTS]
    assert len(set(names)) == len(DAY_PARTS)


@pytest.mark.parametrize("table", ["lines", "counts", "levels", "level_words", "purposes", "suits"])
def test_every_language_brings_the_same_tables(table):
    keys = {code: set(getattr(grammar, table)) for code, grammar in GRAMMARS.items()}
    assert all(rows == keys["en"] for rows in keys.values()), keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_language_or_level_does_not_fail(language):
    assert sentences.language_name("xx", language)
    assert sentences.need_words("d9", "cs", language)
    assert sentences.day_part_name("Someday", language) == "Someday"


def test_a_language_we_do_not_speak_reads_english():
    facts = Facts(kind="help", local_language="cs", city_where=PRAGUE)
    assert sentences.sentence(facts, "pt-BR") == sentences.sentence(facts, "en")
