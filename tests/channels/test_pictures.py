"""Share pictures and posters in every language of the house."""

import re
import zlib
from dataclasses import replace

import pytest

from mosty.channels.rules.pictures import PICTURE_SIZE, STEPS, ListingFacts, poster, share_picture

URL = "https://mosty.example/go/ab3k9x2m4p"
FACTS = {
    "cs": ("Doučování matematiky pro děti", "Čeština B1: domluvíte se v běžných situacích", "Praha 4"),
    "en": ("Maths tutoring for children", "Czech B1: you manage everyday situations", "Prague 4"),
    "uk": ("Допомога дітям з математикою", "Чеська B1: ви порозумієтеся щодня", "Прага 4"),
    "ru": ("Помощь детям с математикой", "Чешский B1: вы объяснитесь", "Прага 4"),
    "vi": ("Dạy kèm toán cho trẻ em", "Tiếng Séc B1: bạn giao tiếp được hằng ngày", "Praha 4"),
    "bg": ("Помощ по математика за деца", "Чешки B1: разбирате се всеки ден", "Прага 4"),
    "ar": ("المساعدة في الرياضيات للأطفال", "التشيكية B1: تتفاهم في الحياة اليومية", "براغ 4"),
}


def facts(language="cs", **change):
    title, need, where = FACTS[language]
    made = ListingFacts(
        language=language,
        kind="help",
        title=title,
        level="b1",
        need=need,
        papers="",
        when="16:00–18:00",
        where=where,
        host="Lékořice, z. s.",
        city="Praha",
        site="mosty.example",
        summary=title,
        url=URL,
        call=title,
    )
    return replace(made, **change)


def pixels(png):
    """The rows of a PNG without its filters undone: enough to compare two pictures."""
    data = b"".join(chunk for chunk in re.findall(rb"IDAT(.*?)(?=....IDAT|....IEND)", png, re.DOTALL))
    return zlib.decompressobj().decompress(data)


def size(png):
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize("language", FACTS)
def test_share_picture_has_its_size_and_is_small(language):
    picture = share_picture(facts(language))
    assert picture.startswith(b"\x89PNG\r\n\x1a\n") and size(picture) == PICTURE_SIZE
    assert 20_000 < len(picture) < 300_000


@pytest.mark.parametrize("language", FACTS)
def test_poster_is_one_tagged_page_in_its_language(language):
    made = poster(facts(language))
    assert made.startswith(b"%PDF-") and b"/MarkInfo" in made
    assert re.search(rb"/Lang ?\(" + language.encode(), made)
    assert made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") + made.count(b"/Type/Page/") <= 1


@pytest.mark.parametrize("level", STEPS)
def test_share_picture_arch_shows_the_level(level):
    other = "none" if level == "c2" else "c2"
    assert share_picture(facts(level=level)) != share_picture(facts(level=other))


def test_share_picture_kind_and_accent_show():
    brick = share_picture(facts())
    assert brick != share_picture(facts(kind="meet"))
    assert brick != share_picture(facts(accent="gold"))
    assert brick == share_picture(facts(accent="a colour that nobody knows"))


def test_share_picture_same_facts_same_bytes():
    assert share_picture(facts()) == share_picture(facts())


@pytest.mark.parametrize(
    "words",
    [
        "#panic()",
        '#import "/etc/passwd"',
        "$x$",
        "@cite",
        "*a* _b_ `c`",
        "\\",
        '"); #evil[',
        '#read("/etc/passwd")',
        "\x00",
    ],
)
def test_pictures_treat_words_as_words(words):
    made = facts(title=words, need=words, host=words, summary=words, call=words)
    assert size(share_picture(made)) == PICTURE_SIZE
    assert poster(made).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "words", ["", "x", "dlouhé " * 60, "Nejneobhospodařovávatelnějšími" * 6, "👩\u200d👩\u200d👧 漢字 ไทย"]
)
def test_pictures_take_any_length(words):
    made = facts(title=words, need=words, papers=words, when=words, where=words, host=words, summary=words)
    assert size(share_picture(made)) == PICTURE_SIZE
    assert poster(replace(made, title=words or "x")).startswith(b"%PDF-")
