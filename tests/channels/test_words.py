"""What posts say, and where they are cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosty.channels.rules import counts_as_visit, cut, post_text, whole_text
from mosty.channels.rules.words import isolated

FAMILY = "👩\u200d👩\u200d👧"
WAVE = "👋🏽"
FLAG = "🇨🇿"
DECOMPOSED = unicodedata.normalize("NFD", "Tiếng Việt")


@pytest.mark.parametrize(
    ("text", "length", "kept"),
    [
        ("Doučování dětí", 14, "Doučování dětí"),
        ("Doučování dětí na Jižním Městě", 20, "Doučování dětí na…"),
        ("Doučování dětí, na Jižním", 17, "Doučování dětí…"),
        ("Nejneobhospodařovávatelnějšímu", 12, "Nejneobhosp…"),
        ("  x  ", 3, "x"),
        ("abc", 0, ""),
        ("المساعدة في تعليم الرياضيات للأطفال", 20, "المساعدة في تعليم…"),
        ("Помощь детям с уроками", 15, "Помощь детям с…"),
    ],
)
def test_cut_ends_between_words(text, length, kept):
    assert cut(text, length) == kept


@pytest.mark.parametrize("sign", [FAMILY, WAVE, FLAG, "ế", "ě\u0323\u0301", "كَ", "한"])
@pytest.mark.parametrize("length", range(1, 40))
def test_cut_never_splits_what_readers_see_as_one_sign(sign, length):
    text = sign * 12
    kept = cut(text, length).removesuffix("…")
    assert len(kept) % len(sign) == 0 and text.startswith(kept)


def test_cut_in_the_middle_would_split_a_sign():
    """The control: plain slicing does."""
    assert any(len((FAMILY * 12)[:length]) % len(FAMILY) for length in range(1, 40))


@given(st.text(max_size=300), st.integers(0, 120))
def test_cut_is_never_longer_and_never_begins_a_word_it_has_not(text, length):
    kept = cut(text, length)
    assert len(kept) <= max(length, 0)
    assert text.strip().startswith(kept.removesuffix("…")) or kept == text.strip()


def test_post_text_line_gives_way_title_and_call_stay():
    text = post_text(title="Doučování", line="slovo " * 200, call="Kdy a kde:", length=120)
    title, line, call = text.split("\n\n")
    assert (title, call) == ("Doučování", "Kdy a kde:")
    assert line.endswith("slovo…") and len(text) <= 120


def test_post_text_without_room_has_no_line():
    assert (
        post_text(title="Doučování", line="Pomůžete dětem", call="Kdy a kde:", length=30) == "Doučování\n\nKdy a kde:"
    )


def test_whole_text_ends_with_the_link():
    assert whole_text(" Kdy a kde: \n", "https://x.cz/go/a") == "Kdy a kde:\nhttps://x.cz/go/a"


def test_isolated_wraps_only_the_other_direction():
    assert isolated("Doučování", "cs", "ar") == "\u2068Doučování\u2069"
    assert isolated("Doučování", "cs", "vi") == "Doučování"
    assert isolated("تعليم", "ar", "ar") == "تعليم"


@pytest.mark.parametrize(
    ("method", "user_agent", "counts"),
    [
        ("GET", "Mozilla/5.0 (Linux; Android 9; SM-J330F) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36", True),
        ("GET", "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15 [FBAN/FBIOS]", True),
        ("GET", "Opera/9.80 (J2ME/MIDP; Opera Mini/7.1) Presto/2.12", True),
        ("HEAD", "Mozilla/5.0 (Linux; Android 9) Chrome/139.0 Mobile Safari/537.36", False),
        ("GET", "", False),
        ("GET", "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", False),
        ("GET", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", False),
        ("GET", "WhatsApp/2.23.20.0", False),
        ("GET", "TelegramBot (like TwitterBot)", False),
        ("GET", "python-requests/2.32", False),
    ],
)
def test_counts_as_visit_people_count_fetchers_do_not(method, user_agent, counts):
    assert counts_as_visit(method, user_agent) is counts
