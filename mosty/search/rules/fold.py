"""Everything written to one Latin skeleton, so that people find each other across scripts and keyboards.

Three steps, each coarser than the one before:

* `plain`: casefold, marks off, Latin letters without decomposition spelled out (đ ł ø ß æ), Arabic normal forms;
script kept.
* `sounds`: the skeleton in which the habits of typing meet: х = h = kh, ж = zh = ž, ц = c = ts, я = ya = ja = ia,
ы = и = і = y.
  Where one spelling has two readings ("ch" is ч for one person and х for another) there are several skeletons.
* `consonants`: what is left of Arabic and of Arabic typed in Latin letters and figures (musa3adat).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LETTERS = str.maketrans(
    {
        "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "n",
        "ґ": "г", "ё": "е", "ѐ": "е", "ѝ": "и", "’": "'", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "‘": "'",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي", "ة": "ه", "ـ": None, "گ": "ك",
        "ک": "ك", "ی": "ي",
    }
)  # fmt: skip
KEEP_MARKS = {"й": "й", "ї": "ї"}
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "д": "d", "е": "e", "є": "ie", "ж": "z", "з": "z", "и": "i", "і": "i",
    "ї": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f",
    "х": "h", "ц": "c", "ч": "c", "ш": "s", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "ў": "u", "ј": "i",
    "љ": "l", "њ": "n", "ђ": "d", "ћ": "c", "џ": "dz", "ѓ": "h", "ќ": "k",
}  # fmt: skip
# щ and ъ sound differently in Bulgarian; without knowing the language both readings are kept.
TWO_READINGS = {"щ": ("sc", "st"), "ъ": ("", "a")}
# Longest first: how people type Slavic sounds with Latin letters; Czech spelling needs only the second table.
TYPED = (
    ("shch", "sc"), ("tch", "c"), ("sch", "sc"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("gh", "h"), ("th", "t"),
    ("ph", "f"),
    ("ch", "c"), ("ts", "c"), ("tz", "c"),
)  # fmt: skip
SPELLED = (("x", "ks"), ("q", "k"), ("w", "v"), ("y", "i"), ("j", "i"), ("g", "h"))
# Bulgarian chat letters: u4itelka, 6koda; a figure stands beside letters.
FIGURES = (("4", "c"), ("6", "s"))
FIGURED = re.compile(r"^(?=(?:.*[a-z]){3})(?:[a-z]|[46])+$")
ARABIC = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d", "ر": "r", "ز": "z", "س": "s",
    "ش": "c",
    "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "g", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n",
    "ه": "h",
    "پ": "b", "چ": "j", "ڤ": "f",
}  # fmt: skip
CHAT = (
    ("3'", "g"), ("7'", "x"), ("kh", "x"), ("sh", "c"), ("ch", "c"), ("gh", "g"), ("dh", "d"), ("th", "th"), ("5",
    "x"),
    ("7", "h"), ("8", "g"), ("9", "s"), ("6", "t"), ("3", ""), ("2", ""), ("q", "k"), ("p", "b"), ("v", "f"),
)  # fmt: skip
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
ARABIC_LETTER = re.compile(r"[\u0600-\u06ff]")
CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Lower case without marks, one form per letter; the script stays. Shape: text in, text out, words not
    separated."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(LETTERS)
    kept = "".join(
        letter
        if letter in KEEP_MARKS
        else "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        for letter in text
    )
    return kept.translate(LETTERS)


def words(text: str) -> list[str]:
    """The words of a text in `plain` form, in order. An apostrophe inside a word is dropped (зв'язок, don't)."""
    return [word.removesuffix("'s").replace("'", "") for word in WORD.findall(plain(text))]


def toned_words(text: str) -> list[str]:
    """Like `words`, but with every mark kept; same length and order. Vietnamese needs it for words of one
    syllable."""
    return [word.removesuffix("'s").replace("'", "") for word in written_words(text, keep_case=False)]


def written_words(text: str, *, keep_case: bool = True) -> list[str]:
    """The words as they stand, same length and order as `words`."""
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)).translate(
        {0x2BC: "'", 0x2019: "'", 0x2018: "'"}
    )
    return WORD.findall(text if keep_case else text.casefold())


def script(word: str) -> str:
    """latin, cyrillic or arabic, by the first letter that tells."""
    if ARABIC_LETTER.search(word):
        return "arabic"
    return "cyrillic" if CYRILLIC_LETTER.search(word) else "latin"


@lru_cache(maxsize=100_000)
def sounds(word: str, language: str = "") -> tuple[tuple[str, str], ...]:
    """Skeletons of one `plain` word as pairs (skeleton, family of languages), the likeliest first.

    Families are cs (Slavic in any script), en, vi and ar. With `language` known there is exactly one pair.
    """
    kind = script(word)
    if kind == "arabic":
        return ((_without_article(word), "ar"),)
    if kind == "cyrillic":
        return _distinct((_smooth(reading), "cs") for reading in _cyrillic(word, language))
    if any(letter.isdigit() for letter in word):
        figures = [] if language or not FIGURED.match(word) else [_smooth(_replace(word, FIGURES + TYPED + SPELLED))]
        return _distinct([(word, language or "cs"), *((reading, "cs") for reading in figures)])
    if language in ("vi", "ar"):
        return ((word, "vi"),)
    if language == "en":
        return ((_single(word), "en"),)
    spelled = _replace(word.replace("ch", "h"), SPELLED)
    if language:
        return ((_smooth(spelled), "cs"),)
    typed = [_replace(_replace(word, TYPED), SPELLED)]
    if "zh" in word:
        typed.append(spelled)
    if "j" in word:  # ж as people chat in Bulgarian
        typed.append(_replace(_replace(word.replace("j", "z"), TYPED), SPELLED))
    return _distinct(
        [(_smooth(spelled), "cs"), (_single(word), "en"), *((_smooth(reading), "cs") for reading in typed)]
    )


def _distinct(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0]))


def _replace(word: str, table: tuple[tuple[str, str], ...]) -> str:
    for typed, sound in table:
        word = word.replace(typed, sound)
    return word


def _single(word: str) -> str:
    return DOUBLE.sub(r"\1", word)


def _cyrillic(word: str, language: str) -> list[str]:
    readings = [""]
    for letter in word:
        if letter in TWO_READINGS:
            first, second = TWO_READINGS[letter]
            choices = (second,) if language == "bg" else (first,) if language else (first, second)
        else:
            choices = (CYRILLIC.get(letter, letter),)
        readings = [reading + choice for reading in readings for choice in choices][:4]
    return readings


def _smooth(word: str) -> str:
    word = word.replace("'", "")
    word = DOUBLE.sub(r"\1", word)
    word = word.replace("ie", "e").replace("io", "e")
    return DOUBLE.sub(r"\1", word)


def _without_article(word: str) -> str:
    for prefix in ("وال", "بال", "كال", "فال", "ال", "لل"):
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return word


def chat_consonants(word: str) -> list[str]:
    """Of a word in chat letters: a 2 is a hamza or, as in Damascus and Cairo, a ق that is not said."""
    readings = [word, word.replace("2", "q", 1), "q".join(word.rsplit("2", 1)), word.replace("2", "q")]
    return [bones for one in dict.fromkeys(readings) if (bones := consonants(one))]


@lru_cache(maxsize=20_000)
def consonants(word: str) -> str:
    """The consonants of an Arabic word, typed in Arabic or in chat letters; "" where fewer than two remain.

    Long vowels, ع and hamza fall away: people leave them out or write them in many ways. The feminine ending counts
    neither as ه nor as t.
    """
    if script(word) == "arabic":
        word = _without_article(word)
        for ending in ("ات", "ه"):
            if word.endswith(ending) and len(word) > 3:
                word = word[: -len(ending)]
                break
        bones = "".join(ARABIC.get(letter, "") for letter in word)
    else:
        for prefix in ("al", "el"):
            if word.startswith(prefix) and len(word) > 5:
                word = word[2:]
                break
        word = re.sub(r"(?<=[^aeiou])a[ht]?$", "", word) if len(word) > 4 else word
        word = re.sub(r"aat$", "", word)
        for typed, sound in CHAT:
            word = word.replace(typed, sound)
        bones = re.sub(r"[aeiouwy']", "", word)
    bones = DOUBLE.sub(r"\1", bones)
    return bones if len(bones) >= 2 else ""
