"""Folding words so that spelling, accents and case do not matter when they are compared."""

import re
import unicodedata

# Letters that do not decompose. Cyrillic й and ї must stay themselves, so only Latin letters lose their accents.
LETTERS = str.maketrans(
    {"đ": "d", "Đ": "d", "ł": "l", "ø": "o", "ß": "ss", "ё": "е", "Ё": "е", "’": "'", "ʼ": "'", "`": "'"}
)
DASHES = re.compile("[\u2010-\u2015\u2212]")
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Small letters, Latin accents gone, dashes plain, one space between words."""
    text = DASHES.sub("-", text).replace("×", "x").translate(LETTERS).lower()
    decomposed = unicodedata.normalize("NFD", text)
    kept: list[str] = []
    for char in decomposed:
        if unicodedata.combining(char) and kept and not "\u0400" <= kept[-1] <= "\u04ff":
            continue
        kept.append(char)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def words(text: str) -> list[str]:
    """Folded words and numbers in order."""
    return WORD.findall(fold(text))


def stem(word: str) -> str:
    """The beginning of a word that its forms share: enough for comparing, not a grammar. Own rule of thumb."""
    if len(word) <= 4 or word.isdigit():
        return word
    return word[: max(4, len(word) - 2 - (len(word) > 8))]


def stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}


def spaced(folded: str) -> str:
    """A folded text as its words between single spaces, so that ` in ` finds whole words."""
    return f" {' '.join(WORD.findall(folded))} "


def has_phrase(folded: str, phrase: str) -> bool:
    """Whether a folded phrase stands in a folded text as whole words."""
    return spaced(phrase) in spaced(folded) if phrase.strip() else False


def is_form(said: str, word: str) -> bool:
    """Whether one folded word can be a case form of another: all but the last letter agree, three in number at least.

    A fleeting e counts ("Libeň", "v Libni"); figures must be the same.
    """
    if said == word:
        return True
    if (
        said[:2] != word[:2]
        or said.isdigit()
        or word.isdigit()
        or min(len(said), len(word)) < 3
        or abs(len(said) - len(word)) > 3
    ):
        return False
    same = 0
    for left, right in zip(said, word, strict=False):
        if left != right:
            break
        same += 1
    if same >= max(3, len(word) - 1):
        return True
    return len(word) > 3 and word[-2] == "e" and said.startswith(word[:-2] + word[-1])
