"""Folding, stems, vocabulary, spelling, places, what a query is read as."""

import tomllib
from pathlib import Path

import pytest

from mosty.search.rules import fold, intents
from mosty.search.rules.analyse import keys, text_keys, tokens
from mosty.search.rules.places import Gazetteer
from mosty.search.rules.prepare import prepare
from mosty.search.rules.spelling import Spelling, distance
from mosty.search.rules.understand import Reader, Understanding, understand
from mosty.search.rules.vocabulary import LANGUAGES, Vocabulary, read_words

DATA = Path(__file__).resolve().parents[2] / "mosty" / "search" / "data"
DISTRICTS = [
    {
        "slug": "praha-7",
        "names": {"cs": "Praha 7", "uk": "Прага 7"},
        "quarters": ["Holešovice", "Letná"],
        "aliases": ["P7"],
    },
    {"slug": "praha-3", "names": {"cs": "Praha 3"}, "locative": "Praze 3", "quarters": ["Žižkov"]},
]
WALKING = {
    "group": "activity",
    "code": "dog_walking",
    "labels": {
        "cs": "Venčení psů",
        "en": "Dog walking",
        "uk": "Вигул собак",
        "ru": "Выгул собак",
        "vi": "Dắt chó đi dạo",
    },
    "synonyms": {"cs": ["procházky se psy"]},
}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary([WALKING], *read_words((DATA / "words.toml").read_text(encoding="utf-8")))


def a_reader(vocabulary: Vocabulary, *listings: tuple[str, str]) -> Reader:
    """A reader over listings given as (language, text), without an engine."""
    ready = [prepare([(language, text, "")], vocabulary) for language, text in listings]
    counts: dict[tuple[str, str], int] = {}
    for one in ready:
        for field, found in (("words", set(one.title_keys)), ("concepts", one.title_concepts)):
            for key in found:
                counts[field, key] = counts.get((field, key), 0) + 1
    terms = {key: count for (field, key), count in counts.items() if field == "words"}
    spelling = Spelling({**dict.fromkeys(vocabulary.terms(), 1), **terms})
    names = Gazetteer(DISTRICTS, ["Praha", "Prague", "Прага", "براغ"])
    local = vocabulary.keys_of("word:czech")
    return Reader(vocabulary, names, spelling, local, lambda field, key: counts.get((field, key), 0), len(ready))


def key_sets(*spellings: str) -> list[set[str]]:
    return [{key for token in tokens(text) for key in token.keys} for text in spellings]


@pytest.mark.parametrize(
    "spellings",
    [
        ("doučování", "doucovani", "доучовани", "DOUČOVÁNÍ"),
        ("прибирання", "prybyrannia", "pribirannya"),
        ("разходка", "razhodka", "razkhodka"),
        ("чеської", "cheskoi", "českoj"),
        ("uprchlík", "uprchlici", "uprchlíkům"),
        ("шахи", "shahy", "šachy"),
        ("žena", "жена", "zhena"),
        ("щука", "shchuka"),
        ("яблуко", "yabluko", "jabluko", "iabluko"),
    ],
)
def test_ways_of_typing_meet(spellings):
    first, *others = key_sets(*spellings)
    assert all(first & other for other in others), key_sets(*spellings)


@pytest.mark.parametrize(
    ("one", "other"), [("cesta", "čeština"), ("kniha", "kino"), ("pes", "les"), ("škola", "skála")]
)
def test_different_words_stay_apart(one, other):
    first, second = key_sets(one, other)
    assert not first & second


@pytest.mark.parametrize(("typed", "arabic"), [("musa3adat", "مساعدة"), ("atfal", "الأطفال"), ("mut7af", "متحف")])
def test_arabic_chat_letters_have_the_bones_of_the_word(typed, arabic):
    assert fold.consonants(typed) == fold.consonants(fold.plain(arabic)) != ""


def test_arabic_forms_of_one_letter_are_one():
    assert fold.plain("الأُسْرة") == fold.plain("الاسره")


def test_vietnamese_marks_may_be_missing_but_one_syllable_needs_them(vocabulary):
    assert text_keys("Bệnh viện", "vi") == ["benh", "vien", "benh_vien"]
    assert {match.concept for match in vocabulary.find(tokens("benh vien", "vi"), "vi")} == {"word:hospital"}
    assert "word:dog" in {match.concept for match in vocabulary.find(tokens("con chó", "vi"), "vi")}
    assert "word:dog" not in {match.concept for match in vocabulary.find(tokens("đi cho vui", "vi"), "vi")}


def test_irregular_forms_meet_their_word():
    assert set(keys("psu", "cs")) & set(keys("pes", "cs"))
    assert set(keys("children", "en")) & set(keys("child", "en"))


# --- vocabulary -------------------------------------------------------------------------------------------------------
def test_every_word_has_all_languages():
    words, wider = read_words((DATA / "words.toml").read_text(encoding="utf-8"))
    assert {code for code, table in words.items() if tuple(table) != LANGUAGES} == set()
    named = set(wider) | {code for text in wider.values() for code in text.split()}
    assert named - set(words) == set()
    assert all(part.strip() for table in words.values() for text in table.values() for part in text.split(","))


def test_phrase_is_found_inflected_and_with_a_word_between(vocabulary):
    assert "activity:dog_walking" in vocabulary.concepts_of("Procházka s malým psem", "cs")
    assert "activity:dog_walking" not in vocabulary.concepts_of("Procházka po parku, kde bydlí velký a zlý pes", "cs")


def test_phrase_with_a_small_word_needs_it(vocabulary):
    assert "word:homeless" in vocabulary.concepts_of("lidé bez domova", "cs")
    assert "word:homeless" not in vocabulary.concepts_of("vedoucí domova", "cs")


def test_topic_stands_for_the_words_of_its_label(vocabulary):
    assert {"word:dog", "word:walk", "word:animal"} <= vocabulary.with_implied(["activity:dog_walking"])


# --- spelling ---------------------------------------------------------------------------------------------------------
def test_typos_of_one_and_two_slips():
    spelling = Spelling({"fotohraf": 3, "kuchin": 1, "volontr": 2})
    assert spelling.near(["fotahraf"]) == [("fotohraf", 1)]
    assert spelling.near(["ftohrfa"]) == []
    assert spelling.near(["fotoharf"]) == [("fotohraf", 1)]
    assert spelling.near(["xyz"]) == []
    assert distance("abcd", "acbd", 2) == 1


# --- understanding ----------------------------------------------------------------------------------------------------
LISTINGS = [("cs", "Venčení psů"), ("cs", "Čtení v knihovně"), ("uk", "Волонтери у лікарні"), ("cs", "Úklid parku")]


def read(vocabulary: Vocabulary, text: str) -> Understanding:
    return understand(text, a_reader(vocabulary, *LISTINGS))


@pytest.mark.parametrize("text", ["dog walking", "выгул собак", "dắt chó đi dạo", "vygul sobak", "venceni psu"])
def test_query_of_any_language_reaches_the_czech_listing(vocabulary, text):
    found = read(vocabulary, text)
    assert found.needed
    assert "activity:dog_walking" in {way.key for group in found.groups for way in group.ways}


@pytest.mark.parametrize("text", ["volunteer", "волонтер Прага", "dobrovolník v Praze", "tình nguyện viên"])
def test_general_words_mean_everything(vocabulary, text):
    assert read(vocabulary, text).is_everything


@pytest.mark.parametrize("text", ["zoo", "unicorn riding", "teach dogs Sofia", "почистване на Витоша"])
def test_nothing_in_common_needs_what_is_not_there(vocabulary, text):
    assert read(vocabulary, text).needed is None


@pytest.mark.parametrize(
    ("text", "districts"),
    [
        ("knihovna na Žižkově", {"praha-3"}),
        ("dogs in Holešovice", {"praha-7"}),
        ("собаки Прага 7", {"praha-7"}),
        ("letní park", set()),
        ("dobrovolnictví v Praze 3", {"praha-3"}),
    ],
)
def test_places_are_understood(vocabulary, text, districts):
    assert read(vocabulary, text).districts == districts


@pytest.mark.parametrize(
    "text",
    [
        "nemusím umět česky", "bez znalosti češtiny", "no Czech needed", "I don't speak Czech",
        "без знання чеської", "не говорю по-чешски",
        "bez znannya cheskoi", "không cần biết tiếng Séc", "без чешки език", "لا أتكلم التشيكية",
    ],
)  # fmt: skip
def test_no_czech_needed_is_understood_in_every_language(vocabulary, text):
    found = read(vocabulary, text)
    assert found.wants_no_local_language
    assert found.is_everything


@pytest.mark.parametrize("text", ["čeština pro cizince", "teach Czech", "cizí jazyk není podmínkou", "чешский клуб"])
def test_czech_as_a_subject_is_not_refused(vocabulary, text):
    assert not read(vocabulary, text).wants_no_local_language


@pytest.mark.parametrize(
    ("text", "age"),
    [("od 15 let", 15), ("from 16 years", 16), ("з 14 років", 14), ("от 18 лет", 18), ("15+", 15), ("Praha 10", None)],
)
def test_age_is_read(text, age):
    assert intents.age(text) == age


def test_typo_is_corrected_and_said(vocabulary):
    found = read(vocabulary, "knihivna")
    assert found.corrected
    assert found.needed


def test_days_only_move_up(vocabulary):
    found = read(vocabulary, "pátek knihovna")
    assert all(group.is_needed == (group.text == "knihovna") for group in found.groups)


def test_tables_are_whole():
    tables = tomllib.loads((DATA / "tables.toml").read_text(encoding="utf-8"))
    assert set(tables["stop"]) == set(tables["generic"]) == set(LANGUAGES)
