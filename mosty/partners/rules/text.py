"""Folding words so that spelling, accents and case do not matter when they are compared."""

import re
import unicodedata

# Letters that do not decompose. Cyrillic й and ї must stay themselves, so only Latin letters lose their accents.
LETTERS = str.maketrans({"đ": "d", "Đ": "d", "ł": "l", "ø": "o", "ß": "ss", "ё": "е", "Ё": "е", "’": "'", "ʼ": "'", "`": "'"})
DASHES = re.compile("[\u2010-\u2015\u2212]")
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Small letters, Latin accents gone, dashes plain, one space between words."""
    text = DASHES.sub("-", text).replace("×", "x").translate(LETTERS).lower()
    decomposed = unicodedata.normalize("NFD", text)
    kept = []
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


def has_phrase(folded: str, phrase: str) -> bool:
    """Whether a folded phrase stands in a folded text as whole words."""
    return re.search(rf"(?<![^\W_]){re.escape(phrase)}(?![^\W_])", folded) is not None


def pieces(text: str) -> list[str]:
    """A cell that is a list, taken apart at ; | line breaks and bullets, else at commas."""
    parts = [part.strip(" -•*·\t") for part in re.split(r"[;\n|•·]", text)]
    parts = [part for part in parts if part]
    if len(parts) == 1 and "," in parts[0]:
        parts = [part.strip() for part in parts[0].split(",") if part.strip()]
    return parts
