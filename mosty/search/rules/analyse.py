"""From words to the keys that are indexed: a light stem over folded forms, Vietnamese word pairs, stop words.

A key is language-independent once made: "doučování", "doucovani" and "доучовани" give the same one. Irregular forms that no
ending explains (lidé, children, дети) come from the table of lemmas, made from simplemma's dictionaries; see `data/lemmas.txt`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mosty.search.rules import fold
from mosty.search.rules.stopwords import STOP

SLAVIC = ("cs", "uk", "ru", "bg")
INFLECTIONS = sorted(
    """iami ami emi imi iemi ovi evi ove ovy eho iho oho aho emu imu omu oi ei ii ai aia iaia oe uiu iuiu ou iu
    ah iah eh ih am iam em im om um iom a e i o u ia at it et iat ati iti iati ut iut ait aet aite aete uet ues uemo uemo
    aemo aem aimo iemo ime eme ame ate ite uie uii uiu uesh ite li la lo l ali ila ilo ili ala alo ela elo eli t ti
    ue uu uut aut ata ita eta iat iata ato ito eto ovete ete ut ta to te""".split(),
    key=len,
    reverse=True,
)
DERIVATIONS = ("uvan", "ovan", "ivan", "uvat", "ovat", "ivat", "uva", "ova", "iva", "uv", "ov", "iv", "ev", "ian", "an", "en", "ui")
ENGLISH = (("sses", "ss"), ("ies", "i"), ("ings", ""), ("ing", ""), ("edly", ""), ("ied", "i"), ("ed", ""), ("ers", ""), ("er", ""), ("es", ""), ("s", ""), ("e", ""), ("i", ""))
ARABIC_ENDINGS = ("ات", "ون", "ين", "ان", "يه", "ها", "هم", "ه", "ي")
ARABIC_BEGINNINGS = ("و", "ب", "ل", "ف", "ك")
VOWELS = set("aeiou")
VIETNAMESE_SYLLABLE = re.compile(
    r"^(ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(ng|nh|ch|[cmnpt])?$"
)
LEMMAS = Path(__file__).parent.parent / "data" / "lemmas.txt"


@dataclass(frozen=True)
class Token:
    """One word of a text: its `plain` and `toned` spelling and the keys it may be known by, the likeliest first."""

    plain: str
    toned: str
    keys: tuple[str, ...]
    script: str


@lru_cache(maxsize=1)
def irregular() -> dict[str, str]:
    """Folded form → folded lemma, for the forms whose stem is not that of their lemma. One pair a line."""
    if not LEMMAS.is_file():
        return {}
    pairs = (line.split() for line in LEMMAS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return {form: lemma for form, lemma in pairs}


@lru_cache(maxsize=100_000)
def stem(sound: str, language: str = "") -> str:
    """The stem of a skeleton. Vietnamese words do not change; Arabic has its own endings."""
    if language == "vi" or len(sound) < 4 or not sound.isalpha():
        return sound
    if not sound.isascii():
        return _arabic_stem(sound)
    return _english_stem(sound) if language == "en" else _slavic_stem(sound)


def _slavic_stem(word: str) -> str:
    for ending in INFLECTIONS:
        shortest = 3 if ending[-1] in VOWELS or ending[-1] in "mh" else 5 if len(ending) == 1 else 4
        if word.endswith(ending) and len(word) - len(ending) >= shortest and VOWELS & set(word[: -len(ending)]):
            word = word[: -len(ending)]
            break
    for ending in DERIVATIONS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    if len(word) >= 5 and word[-1] in "kcnrl" and word[-2] in "eo" and word[-3] not in VOWELS:
        word = word[:-2] + word[-1]  # a vowel that comes and goes: matka, matek
    if len(word) >= 4:
        word = word[:-1] + {"c": "k", "z": "h"}.get(word[-1], word[-1])  # uprchlík, uprchlíci; kniha, knize
    return word


def _english_stem(word: str) -> str:
    for ending, instead in ENGLISH:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > 3 and word[-1] in "ei" else word


def _arabic_stem(word: str) -> str:
    for ending in ARABIC_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    if word[0] in ARABIC_BEGINNINGS and len(word) >= 5:
        word = fold._without_article(word[1:]) if word[1:3] == "ال" else word
    return word


@lru_cache(maxsize=100_000)
def keys(word: str, language: str = "") -> tuple[str, ...]:
    """The keys of one `plain` word. With `language` one key; without, one per reading and family of languages."""
    found = []
    for sound, family in fold.sounds(word, language):
        lemma = irregular().get(sound) if family != "vi" else None
        found.append(stem(lemma or sound, family))
    if not language and fold.script(word) == "latin":
        found.append(word)
    return tuple(dict.fromkeys(found))


def tokens(text: str, language: str = "") -> list[Token]:
    """The words of a text with their keys, stop words included (phrases may need them)."""
    return [
        Token(plain, toned, keys(plain, language), fold.script(plain))
        for plain, toned in zip(fold.words(text), fold.toned_words(text), strict=False)
    ]


def is_stop(token: Token, language: str = "") -> bool:
    """Whether the word carries no meaning of its own. Vietnamese: by its toned spelling, since cho is not chó."""
    if language:
        return (token.toned if language == "vi" else token.plain) in STOP.get(language, frozenset())
    return token.plain in EVERY_STOP or token.toned in STOP["vi"] or token.plain.isdigit()


EVERY_STOP = frozenset().union(*(words for language, words in STOP.items() if language != "vi"))


def text_keys(text: str, language: str) -> list[str]:
    """What is indexed of a text in a known language: stems; for Vietnamese syllables and pairs of syllables; for Arabic
    the consonants too, so that chat letters find it."""
    found = [token for token in tokens(text, language) if not is_stop(token, language)]
    made = [key for token in found for key in token.keys]
    if language == "vi":
        made += [pair(left.plain, right.plain) for left, right in zip(found, found[1:], strict=False)]
    if language == "ar":
        made += ["a:" + bones for token in found if (bones := fold.consonants(token.plain))]
    return [key for key in made if key]


def pair(left: str, right: str) -> str:
    """The key of two neighbouring Vietnamese syllables."""
    return f"{left}_{right}"


def looks_vietnamese(found: list[Token], syllables: frozenset[str]) -> bool:
    """Whether these words of a query are Vietnamese: every one a syllable, most of them known, or marks that only
    Vietnamese has."""
    if any(re.search("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", token.toned) for token in found):
        return True
    latin = [token for token in found if token.script == "latin"]
    if len(latin) < 2 or any(token.plain != token.toned for token in latin):
        return False
    fitting = [token for token in latin if VIETNAMESE_SYLLABLE.match(token.plain)]
    return len(fitting) == len(latin) and sum(token.plain in syllables for token in latin) >= len(latin) * 0.6
