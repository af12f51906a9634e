"""What a machine must not touch: every guard alone, on lines that real listings have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosty.translations.kinds.libretranslate import THEIRS
from mosty.translations.rules.difference import difference
from mosty.translations.rules.protect import Damaged, Kept, check_likeness, lines_of, new_figures, restored

LINE = "Přijďte v úterý od 16:00 do 18:00 do Café Práh & spol."
KEPT = [Kept("Café Práh", "Café Práh")]


def line():
    return lines_of(LINE, KEPT)[0]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffd\ufffe\uffff")))
def test_line_that_comes_back_as_it_went_is_the_same_text(text):
    joined = "\n".join(
        restored(one, one.marked) if one.has_words and one.marked.strip() and _is_plain(one) else one.as_it_was
        for one in lines_of(text)
    )
    assert joined == text


def _is_plain(one):
    """Lines that no machine is asked for in one piece: signs that end a line elsewhere, control signs, odd white space."""
    try:
        return restored(one, one.marked) is not None
    except Damaged:
        return False


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda text: text.replace(">16:00<", ">@<").replace(">18:00<", ">16:00<").replace(">@<", ">18:00<"), "marks_changed"),
        (lambda text: text.replace('<x id="1">16:00</x>', "@").replace('<x id="2">18:00</x>', '<x id="1">16:00</x>')
         .replace("@", '<x id="2">18:00</x>'), "figures_moved"),
        (lambda text: text.replace('<x id="1">16:00</x>', ""), "marks_lost"),
        (lambda text: text.replace("</x>", "", 1), "marks_lost"),
        (lambda text: text + " <b>", "broken_markup"),
        (lambda text: text + " &am", "broken_markup"),
        (lambda text: text + " v 19:30", "figures_added"),
        (lambda text: text + " https://evil.example", "figures_added"),
        (lambda text: text + " +420900", "figures_added"),
        (lambda text: text + "\nNavíc", "lines_changed"),
        (lambda text: text + "\u202e", "unreadable"),
        (lambda text: " ", "empty"),
        (lambda text: None, "not_a_text"),
    ],
)  # fmt: skip
def test_damaged_answer_is_refused(change, code):
    with pytest.raises(Damaged) as found:
        restored(line(), change(line().marked))
    assert found.value.code == code


@pytest.mark.parametrize(
    "answer", ['<x id="1">' * 200_000, "<span id='m1' " * 150_000, "a" * 2_000_000, "1 " * 900_000]
)
def test_answer_made_to_keep_us_busy_is_refused_at_once(answer):
    """Linear or refused: with a lazy dot in the pattern the first of these takes hours."""
    with pytest.raises(Damaged):
        restored(line(), THEIRS.sub(r'<x id="\1">\2</x>', answer))


def test_text_made_to_keep_us_busy_is_taken_apart_at_once():
    for text in ("a" * 6000, "a." * 3000, "1" * 6000, "1 (" * 2000, "{" * 6000, "www." * 1500):
        assert "\n".join(one.as_it_was for one in lines_of(text)) == text


def test_names_may_move_figures_may_not():
    moved = '<x id="3">Café Práh</x>: Přijďte od <x id="1">16:00</x> do <x id="2">18:00</x> <x id="4">&amp;</x> spol.'
    assert restored(line(), moved) == "Café Práh: Přijďte od 16:00 do 18:00 & spol."


@pytest.mark.parametrize(
    ("translated", "code"),
    [(LINE, "not_translated"), ("Đến thứ ba", "cut_short"), ("đến " * 60, "too_long"), ("rất dài " * 40, "too_long")],
)
def test_unlikely_answer_is_refused(translated, code):
    with pytest.raises(Damaged) as found:
        check_likeness(line(), translated, "cs", "vi")
    assert found.value.code == code


def test_private_line_leaves_without_names_numbers_and_addresses():
    text = "Jsem Linh Nguyễn, volejte 601 234 567 nebo pište linh@example.org, mohu v 17:00."
    one = lines_of(text, is_private=True, names=["Linh Nguyễn"])[0]
    for hidden in ("Linh", "601", "linh@", "17:00"):
        assert hidden not in one.marked
    assert restored(one, one.marked) == text


def test_names_in_any_case_users_and_streets_stay_in_the_house():
    text = "Píše Olena, s Olenou nebo @olena_k, bydlím v Husově ulici. Děti mám ráda."
    one = lines_of(text, is_private=True, names=["Olena Kovalenko"])[0]
    for hidden in ("Olen", "olena_k", "Husov"):
        assert hidden not in one.marked
    assert "Děti mám ráda" in one.marked
    assert restored(one, one.marked) == text


def test_word_of_the_glossary_hides_no_others_in_a_private_text():
    one = lines_of("doma mám psa a domov je daleko", [Kept("domov pro seniory", "care home")], is_private=True)[0]
    assert one.marked == "doma mám psa a domov je daleko"


def test_date_at_the_beginning_of_a_line_is_a_date():
    one = lines_of("24. 12. od 9:00 pečeme cukroví")[0]
    assert restored(one, one.marked) == "24. 12. od 9:00 pečeme cukroví"
    assert one.lead == ""


@pytest.mark.parametrize(
    ("source", "translated"),
    [("v 18.00", "lúc 18:00"), ("v 9:00", "о 09:00"), ("1 000 Kč", "1,000 CZK"), ("v 16:00", "الساعة ١٦:٠٠")],
)
def test_same_figure_in_another_spelling_is_no_old_figure(source, translated):
    assert new_figures(source, translated) == []


def test_figures_that_the_original_lacks_are_found():
    assert new_figures("od 17:00 do 19:00, 5 dětí", "từ 16:00 đến 19:00, 5 em") == ["16:00"]


def test_difference_of_endless_texts_is_not_computed():
    parts = difference("Ahoj lidi. " * 600, "Ahoj děti. " * 600)
    assert [part.kind for part in parts] == ["gone", "new"]


def test_difference_shows_what_is_gone_and_what_is_new():
    parts = [(part.kind, part.words) for part in difference("Přijďte v 16:00 večer", "Přijďte v 17:00 večer")]
    assert ("gone", "16") in parts and ("new", "17") in parts
    assert "".join(words for kind, words in parts if kind != "gone") == "Přijďte v 17:00 večer"
