# ruff: noqa: E501
"""Free words into values, in the languages tables come in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosty.partners.kinds import csv
from mosty.partners.rules.columns import layout_of
from mosty.partners.rules.duplicates import is_same_organisation
from mosty.partners.rules.words_levels import understand_languages
from mosty.partners.rules.words_people import find_contact, understand_age, understand_record
from mosty.partners.rules.words_places import District, Gazetteer, understand_place
from mosty.partners.rules.words_times import day_parts, understand_when

PRAGUE = Gazetteer(
    (
        District("praha-1", ("Praha 1", "P1", "Prahy 1", "Praze 1", "Prague 1"), ("Malá Strana", "Staré Město")),
        District("praha-7", ("Praha 7", "P7", "Praze 7"), ("Holešovice", "Letná")),
        District("praha-15", ("Praha 15", "P15"), ("Horní Měcholupy",)),
        District("praha-libus", ("Praha-Libuš", "Libuš"), ("Písnice",)),
    ),
    ("Praha", "Prague", "Praze"),
)


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("každé út 16-18", [(1, "16:00", "18:00")]),
        ("úterý a čtvrtek 15:00–18:00", [(1, "15:00", "18:00"), (3, "15:00", "18:00")]),
        ("st 10-12", [(2, "10:00", "12:00")]),
        ("út 16-18, čt 9.30-11", [(1, "16:00", "18:00"), (3, "09:30", "11:00")]),
        ("ne 14-17", [(6, "14:00", "17:00")]),
        ("Tuesdays 4-6 pm", [(1, "16:00", "18:00")]),
        ("всеки вторник от 17 до 19 ч.", [(1, "17:00", "19:00")]),
        ("по вторникам с 16 до 18", [(1, "16:00", "18:00")]),
        ("щосереди 16:00-18:00", [(2, "16:00", "18:00")]),
        ("thứ ba 16h-18h", [(1, "16:00", "18:00")]),
        ("po–pá 8-14", [(day, "08:00", "14:00") for day in range(5)]),
        ("1x týdně 1–2 hod", []),
        ("děti 6-15 let", None),
    ],
)
def test_weekly_hours(words, slots):
    read = understand_when(words)
    assert (read.value.slots if read else None) == slots


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1x týdně 2h", {"per_period": "week", "times": 1, "hours": 2.0}),
        ("hodina týdně", {"per_period": "week", "hours": 1.0}),
        ("každý druhý čtvrtek", {"weekdays": {3}, "every_weeks": 2}),
        ("1x měsíčně sobota", {"weekdays": {5}, "per_period": "month"}),
        ("víkendy dle domluvy", {"weekdays": {5, 6}, "is_flexible": True}),
        ("so+ne", {"weekdays": {5, 6}}),
        ("min. 1x týdně, na 6 měsíců", {"minimum_duration": "P6M", "per_period": "week"}),
        ("23.11.2026 8-18", {"dates": [("2026-11-23", "2026-11-23")], "start": "08:00", "end": "18:00"}),
        ("25.–28. dubna 2027", {"dates": [("2027-04-25", "2027-04-28")]}),
        ("не реже раза в неделю", {"per_period": "week", "weekdays": set()}),
        ("в неделя от 10 ч.", {"weekdays": {6}}),
        ("веднъж седмично по 2 часа", {"per_period": "week", "hours": 2.0}),
        ("раз в два месяца", {"per_period": "year", "times": 6}),
        ("поне 6 месеца", {"minimum_duration": "P6M"}),
        ("mỗi tuần 2 giờ", {"per_period": "week", "hours": 2.0}),
        ("po výcviku, 1x týdně", {"weekdays": set(), "per_period": "week"}),
    ],
)
def test_other_times(words, expected):
    read = understand_when(words)
    assert {name: getattr(read.value, name) for name in expected} == expected


@pytest.mark.parametrize(
    "words", ["", "-", "?", "v létě", "sezóna VII–X", "bude upřesněno", "dle rozpisu směn v příloze č. 3"]
)
def test_words_without_a_time_are_left_as_words(words):
    read = understand_when(words)
    assert read is None or read.value.slots == []


def test_day_parts_follow_the_hours():
    assert day_parts(understand_when("út 16-18").value) == ["TuesdayAfternoon", "TuesdayEvening"]
    assert day_parts(understand_when("sobota dopoledne").value) == ["SaturdayMorning"]
    assert day_parts(understand_when("st 10-12").value) == ["WednesdayMorning"]


@pytest.mark.parametrize(
    ("words", "level", "is_sure"),
    [
        ("A2", "a2", True), ("B1/B2", "b1", True), ("mírně pokročilý", "a2", True), ("stačí základy", "a1", True),
        ("komunikativní", "b1", True), ("plynně", "c1", True), ("rodilý mluvčí", "c2", True), ("středně pokročilá", "b1", True),
        ("rodilý mluvčí / C1", "c1", True), ("B1?", "b1", False), ("dobře", "b1", False), ("rodilý mluvčí nebo zkouška", "c2", False),
        ("носитель языка", "c2", True), ("разговорный", "b1", True), ("основи", "a1", True), ("А2", "a2", True),
    ],
)  # fmt: skip
def test_levels_of_the_column_language(words, level, is_sure):
    read = understand_languages(words, column_language="cs")
    assert [(need.languages, need.requirement_type, need.level) for need in read.value] == [
        (("cs",), "required", level)
    ]
    assert (read.sure > 0.6) is is_sure


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("nemusí umět česky", [("cs", "not_needed")]),
        ("nemusí", [("cs", "not_needed")]),
        ("čeština není podmínkou", [("cs", "not_needed")]),
        ("stačí AJ", [("cs", "not_needed"), ("en", "required")]),
        ("čj NEBO aj/fj", [("cs|en|fr", "required")]),
        ("angličtina výhodou", [("en", "helpful")]),
        ("čeština vítaná, ukr. netřeba", [("cs", "helpful"), ("uk", "not_needed")]),
        ("cs + (uk|ru)", [("cs", "required"), ("uk|ru", "required")]),
        ("basic Czech plus Russian or Ukrainian", [("cs", "required"), ("ru|uk", "required")]),
        ("български не е нужен", [("bg", "not_needed")]),
        ("tiếng Séc không cần", [("cs", "not_needed")]),
        ("jedno", [("cs", "not_needed")]),
    ],
)
def test_language_words(words, needs):
    read = understand_languages(words, column_language="cs" if "cs" in needs[0][0] else "")
    assert [("|".join(need.languages), need.requirement_type) for need in read.value] == needs


@pytest.mark.parametrize(
    "words",
    ["x", "-", "?", "", "neuvedeno", "cizí jazyk není podmínkou", "mezi dobrovolníky jsou cizinci (např. z Ukrajiny)", "English-speaking volunteers have been placed"],
)  # fmt: skip
def test_language_that_is_not_stated_stays_not_stated(words):
    assert understand_languages(words) is None


@pytest.mark.parametrize(
    ("words", "districts", "flags"),
    [
        ("P7", ["praha-7"], ""), ("Holešovice", ["praha-7"], ""), ("v Holešovicích", ["praha-7"], ""), ("Praha 7 ", ["praha-7"], ""),
        ("Praha 15", ["praha-15"], ""), ("P1 / P7", ["praha-1", "praha-7"], ""), ("Karoliny Světlé, P1", ["praha-1"], ""),
        ("celá Praha", [], "city"), ("Praha", [], "city"), ("kina v Praze", [], "city"), ("mimo Prahu", [], "outside"),
        ("Středočeský kraj", [], "outside"), ("online", [], "online"), ("Dolní Lhota", [], ""),
    ],
)  # fmt: skip
def test_places(words, districts, flags):
    read = understand_place(words, PRAGUE)
    where = read.value
    assert where.districts == districts
    assert (where.is_citywide, where.is_outside, where.is_online) == (
        flags == "city",
        flags == "outside",
        flags == "online",
    )


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("15+", 15, None),
        ("18 (resp. 15)", 18, None),
        ("od 15 let", 15, None),
        ("15-26", 15, 26),
        ("do 30 let", None, 30),
        ("18", 18, None),
        ("50", 50, None),
    ],
)
def test_ages(words, low, high):
    ages = understand_age(words).value
    assert (ages.minimum, ages.maximum) == (low, high)


@pytest.mark.parametrize(("words", "value"), [("ano", True), ("ANO", True), ("A", True), ("ano - rejstřík", True), ("да", True), ("ne", False), ("není potřeba", False), ("x", None), ("?", None)])  # fmt: skip
def test_criminal_record(words, value):
    read = understand_record(words)
    assert (read.value if read else None) is value


def test_contacts():
    contact = find_contact("Jana, dobro@ok.example.org, tel. +420 601 000 000, www.ok.example.org/prihlaska")
    assert (contact.email, contact.telephone, contact.link) == (
        "dobro@ok.example.org",
        "+420 601 000 000",
        "https://www.ok.example.org/prihlaska",
    )


@pytest.mark.parametrize(
    ("one", "two", "site_one", "site_two", "is_same"),
    [
        ("LÍPA, o.p.s.", "Lípa", "", "", True),
        ("Přístaviště 7 (Olše)", "pristaviste 7", "", "", True),
        ("Přístaviště 7", "Přístaviště 8", "", "", False),
        ("Horáčkova nemocnice", "Horáčkovka", "https://n.example.org", "https://www.n.example.org/x", True),
        ("Kamarád v tísni", "KvT Praha", "https://kamarad.example.org", "https://kamarad.example.org", True),
        ("Klub A", "Klub B", "https://facebook.com/a", "https://facebook.com/b", False),
        ("Domov Javor", "Domov Lípa", "", "", False),
        ("Nadace Jeden", "Jeden", "https://a.example.org", "https://b.example.net", True),
    ],
)
def test_hosts_under_other_spellings(one, two, site_one, site_two, is_same):
    assert is_same_organisation(one, site_one, two, site_two) is is_same
    assert is_same_organisation(two, site_two, one, site_one) is is_same


@pytest.mark.parametrize(
    "head",
    [
        "Organizace;Název;Kde;Kdy;Čeština;Kontakt",
        "Organisation;Title;Where;When;Czech level;Contact",
        "Організація;Назва;Де;Коли;Чеська;Контакт",
        "Организация;Название;Где;Когда;Чешский;Контакт",
        "Tổ chức;Tên hoạt động;Địa điểm;Thời gian;Tiếng Séc;Liên hệ",
        "Организация;Заглавие;Къде;Кога;Чешки;Контакт",
        "KONTAKT:;organizace *;Název akce;MÍSTO;termín;úroveň češtiny",
    ],
)
def test_headings_in_every_language(head):
    layout = layout_of(csv.read(f"Přehled\n{head}\na;b;c;d;e;f\n".encode()).sheets[0])
    assert {column.field for column in layout.columns} == {
        "organisation",
        "title",
        "place",
        "when",
        "level:cs",
        "contact",
    }
    assert layout.header_number == 2


def test_table_without_headings_is_named_by_its_values():
    rows = [f"Spolek {n % 2};Pomoc v zahradě {n};P{n};každé út 1{n}-18;A2;a{n}@example.org" for n in range(1, 7)]
    layout = layout_of(csv.read("\n".join(rows).encode()).sheets[0])
    assert [column.field for column in layout.columns] == ["organisation", "title", "place", "when", "level", "contact"]


def test_a_person_may_name_the_columns():
    data = b"Alfa;Beta;Gama\nx;y;z 1\n"
    layout = layout_of(csv.read(data).sheets[0], {"alfa": "title", "beta": "organisation", "C": ""})
    assert [column.field for column in layout.columns] == ["title", "organisation", "ignore"]


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60))
def test_no_words_break_the_readers(words):
    for read in (understand_when, understand_languages, understand_age, understand_record, find_contact):
        read(words)
    understand_place(words, PRAGUE)
    when = understand_when(words)
    if when:
        day_parts(when.value)


PIECES = st.lists(st.sampled_from(["út", "čt", "po", "ne", "st", "16", "18", "-", "–", ":", ".", "1x", "2h", "týdně", "nebo", "dle", "23.11.2024", "30.2.2025", "в", "неделю", "thứ", "3", "pm", ";", ",", "(", ")", "B1", "/", "?", "každý"]), max_size=9)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(PIECES)
def test_no_mix_of_known_words_breaks_the_readers(pieces):
    read = understand_when(" ".join(pieces))
    for day, start, end in read.value.slots if read else ():
        assert 0 <= day <= 6 and len(start) == 5 and len(end) in (0, 5)
    understand_languages(" ".join(pieces), column_language="cs")
