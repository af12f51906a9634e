"""What people type and no listing says: further words, slips in another language, small words, chat letters, names of places."""

import tomllib
from pathlib import Path

import pytest

from mosty.search.rules import fold
from mosty.search.rules.analyse import is_stop, tokens
from mosty.search.rules.asking import closest, in_turn
from mosty.search.rules.documents import Query
from mosty.search.rules.intents import generic_positions, is_generic
from mosty.search.rules.typed import is_chat
from mosty.search.rules.understand import understand
from mosty.search.rules.vocabulary import LANGUAGES, Vocabulary, read_more, read_words
from tests.search.test_words import DISTRICTS, WALKING, a_reader

pytestmark = pytest.mark.once
DATA = Path(__file__).resolve().parents[2] / "mosty" / "search" / "data"
TOPICS = Path(__file__).resolve().parents[2] / "mosty" / "city" / "data" / "topics"
MORE = {"uk": {"word:dog": "хвостатий друг"}, "en": {"word:dog": "barker"}, "cs": {"activity:unknown_here": "cokoli"}}


@pytest.fixture(scope="module")
def words():
    return read_words((DATA / "words.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def vocabulary(words) -> Vocabulary:
    return Vocabulary([WALKING], *words, read_more(DATA / "more"))


def concepts(read) -> set[str]:
    return {way.key for group in read.groups for way in group.ways if way.field == "concepts"}


def test_further_words_are_understood_in_queries_and_not_read_into_listings(words):
    made = Vocabulary([WALKING], *words, MORE)
    assert "word:dog" in concepts(understand("barker", a_reader(made, ("cs", "Venčení psů"))))
    assert "word:dog" in concepts(understand("хвостатий друг", a_reader(made, ("cs", "Venčení psů"))))
    assert "word:dog" not in made.concepts_of("The barker at the fair", "en")
    without = Vocabulary([WALKING], *words)
    assert "word:dog" not in concepts(understand("barker", a_reader(without, ("cs", "Venčení psů"))))


def test_files_of_further_words_are_whole(words):
    topics = [row for path in TOPICS.glob("*.toml") for row in tomllib.loads(path.read_text("utf-8"))["topic"]]
    known = {f"word:{code}" for code in words[0]} | {f"{row['group']}:{row['code']}" for row in topics}
    more = read_more(DATA / "more")
    assert set(more) == set(LANGUAGES)
    for language, table in more.items():
        assert set(table) <= known, language
        for concept, text in table.items():
            parts = [part.strip() for part in text.split(",")]
            assert all(parts) and len(parts) == len(set(parts)), (language, concept)


def test_further_words_hold_no_phrase_of_one_word_and_small_ones():
    """Such a phrase would stand for the word alone ("for a walk") and hide what else the word means."""
    for language, table in read_more(DATA / "more").items():
        for text in table.values() if language != "vi" else ():
            for part in text.split(","):
                found = tokens(part, language)
                own = [spot for spot, one in enumerate(found) if not is_stop(one, language)]
                is_shared = set(own) <= generic_positions(found, language)  # "it support" is only looked at as a whole
                assert len(found) == 1 or len(own) > 1 or is_shared, (language, part)


@pytest.mark.parametrize(
    ("typed", "listing"),
    [
        ("сортувоння", ("cs", "Třídíme dary")),
        ("спілкувння", ("cs", "Povídejte si s námi")),
        ("computar", ("cs", "Pomoc s počítačem")),
        ("مكتية", ("cs", "Čteme v knihovně")),
        ("للمحتاجسن", ("cs", "Jídlo pro lidi v nouzi")),
    ],
)
def test_slip_in_a_word_of_another_language_is_mended_by_the_whole_word(vocabulary, typed, listing):
    """Endings hide slips from stems: only the words as they are written tell."""
    assert concepts(understand(typed, a_reader(vocabulary, listing)))


@pytest.mark.parametrize("typed", ["dlia sobak", "dlya sobak", "lel kelab 3ala"])
def test_small_words_in_latin_letters_ask_for_nothing(vocabulary, typed):
    read = understand(typed, a_reader(vocabulary, ("cs", "Venčení psů"), ("cs", "Zahrada")))
    assert not read.unknown, read


@pytest.mark.parametrize(
    ("typed", "arabic"), [("2era2a", "قراءة"), ("fo2ara", "فقراء"), ("mosa3adet", "مساعدة"), ("so2al", "سؤال")]
)
def test_two_in_chat_letters_is_a_hamza_or_a_qaf(typed, arabic):
    bones = fold.consonants(fold.plain(arabic))
    assert any(one in (bones, bones + "t") for one in fold.chat_consonants(typed))


def test_bulgarian_figures_are_letters():
    read = {key for token in tokens("u4itelka") for key in token.keys}
    assert read & {key for token in tokens("учителка", "bg") for key in token.keys}
    assert tokens("mp3")[0].keys == ("mp3",)


def test_and_written_onto_an_arabic_word_hides_nothing(vocabulary):
    read = understand("رسم وغناء", a_reader(vocabulary, ("cs", "Zpíváme ve sboru a kreslíme")))
    assert {"word:drawing", "word:choir"} <= concepts(read)


def test_choir_is_not_people(vocabulary):
    """Bulgarian хор and хора have one stem."""
    assert "word:choir" in concepts(understand("хор", a_reader(vocabulary, ("cs", "Zpíváme ve sboru"))))
    assert understand("хора", a_reader(vocabulary, ("cs", "Zpíváme ve sboru"))).is_everything


def test_cyrillic_word_in_latin_letters_is_no_english_one(vocabulary):
    read = understand("ukrajinska mova", a_reader(vocabulary, ("cs", "Jazyková kavárna"), ("cs", "Filmový klub")))
    assert "word:language" in concepts(read)


def test_vietnamese_word_is_no_quarter(vocabulary):
    quarters = [*DISTRICTS, {"slug": "praha-troja", "names": {"cs": "Praha-Troja"}, "quarters": ["Troja"]}]
    reader = a_reader(vocabulary, ("cs", "Sázíme stromy venku"))
    reader.gazetteer.__init__(quarters, ["Praha"])
    assert understand("ngoài trời", reader).districts == frozenset()
    assert understand("trồng cây Troja", reader).districts == {"praha-troja"}


def test_take_is_small_in_czech_only(vocabulary):
    """ "také" without marks made "take for a walk" the whole meaning of walk."""
    read = understand("take grandma for a walk", a_reader(vocabulary, ("cs", "Procházky se seniory")))
    assert {"word:walk", "word:elderly"} <= concepts(read)


def test_wider_meaning_is_only_for_what_comes_closest(vocabulary):
    read = understand(
        "kindergarten", a_reader(vocabulary, ("cs", "Pohádky pro děti"), ("cs", "Mateřská škola hledá babičku"))
    )
    assert "word:child" not in concepts(read)
    assert "word:child" in {way.key for way in read.wider}
    near = closest(Query(groups=read.groups, needed=read.needed), read, 5)
    assert frozenset((len(read.groups),)) in (near.needed or ())


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("help the ill", "word:patient"),
        ("ищу друга", "word:friend"),
        ("hrad", "word:heritage"),
        ("біг", "word:running"),
    ],
)
def test_small_or_shared_word_of_one_language_is_a_word_of_another(vocabulary, typed, concept):
    reader = a_reader(vocabulary, ("cs", "Pacienti, přátelé, hrad a běh"))
    assert concept in concepts(understand(typed, reader))


def test_robots_do_not_make_work_a_subject(vocabulary):
    """Ukrainian робота is work, which every listing shares; Czech robot is none."""
    assert understand("робота", a_reader(vocabulary, ("cs", "Kroužek robotiky"))).is_everything


@pytest.mark.parametrize(
    ("typed", "is_it"),
    [("mosa3ada", True), ("kahraba2", True), ("3omor", True), ("5km", False), ("2018", False), ("covid19", False)],
)
def test_figures_are_letters_only_among_letters(typed, is_it):
    assert is_chat(tokens(typed)[0]) is is_it


def test_short_names_and_names_with_marks_stay_places(vocabulary):
    reader = a_reader(vocabulary, ("cs", "Venčení psů"), ("cs", "Doučování"))
    assert understand("venčení psů P7", reader).districts == {"praha-7"}
    assert understand("dạy kèm Žižkov", reader).districts == {"praha-3"}
    assert understand("ke psům", reader).districts == frozenset()


def test_hardly_a_word_of_the_vocabulary_is_small_or_shared_in_its_own_language(words):
    lost = set()
    for table in words[0].values():
        for language in set(table) - {"vi"}:
            for part in table[language].split(","):
                found = tokens(part, language)
                if len(found) == 1 and (is_stop(found[0], language) or is_generic(found[0], language)):
                    lost.add(part.strip())
    assert lost == {"once", "zájmový", "готовить", "مساعد"}


def test_syllable_of_a_longer_vietnamese_word_is_not_that_syllable(vocabulary):
    """đơn alone is a form; in "neo đơn" it is a part of lonely."""
    reader = a_reader(vocabulary, ("cs", "Pomoc s dokumenty"), ("cs", "Osamělí senioři"))
    assert "word:document" not in concepts(understand("người già neo đơn", reader))
    assert "word:document" in concepts(understand("viết đơn", reader))


def test_near_in_meaning_and_a_part_of_the_words_take_turns():
    assert in_turn(["a", "b", "c"], ["b", "d"], {"c"}) == ["a", "b", "d"]
    assert in_turn([], ["d", "e"], ()) == ["d", "e"]
    assert len(in_turn([*"abcdef"], [*"ghijkl"], ())) == 5
