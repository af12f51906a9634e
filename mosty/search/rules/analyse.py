"""From words to the keys that are indexed: a light stem over folded forms, Vietnamese word pairs, stop words.

A key is language-independent once made: "doučování", "doucovani" and "доучовани" give the same one. Irregular
forms that no
ending explains (lidé, children, дети) come from the table of lemmas, made from simplemma's dictionaries; see
`data/lemmas.txt`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from mosty.search.rules import fold
from mosty.search.rules.stopwords import STOP
from mosty.search.rules.tables import DATA, TABLES

SLAVIC = ("cs", "uk", "ru", "bg")
NOMINAL, VERBAL = TABLES["endings"]["nominal"].split(), TABLES["endings"]["verbal"].split()
INFLECTIONS = sorted(
    [(ending, 3) for ending in NOMINAL] + [(ending, 4) for ending in VERBAL], key=lambda pair: -len(pair[0])
)
ARTICLES = ("iiat", "iat", "at", "ata", "ta", "to", "te")
DERIVATIONS = (
    ("uvan", 4), ("ovan", 4), ("ivan", 4), ("uvat", 4), ("ovat", 4), ("ivat", 4), ("uva", 4), ("ova", 4), ("iva",
    4), ("uv", 4), ("ov", 4),
    ("iv", 4), ("ev", 4), ("ian", 4), ("an", 4), ("en", 4), ("ui", 4), ("n", 5),
)  # fmt: skip
ENGLISH = (
    ("sses", "ss"),
    ("ies", "i"),
    ("ings", ""),
    ("ing", ""),
    ("edly", ""),
    ("ied", "i"),
    ("ed", ""),
    ("ers", ""),
    ("er", ""),
    ("es", ""),
    ("s", ""),
    ("e", ""),
    ("i", ""),
)
ARABIC_ENDINGS = ("ات", "ون", "ين", "ان", "يه", "ها", "هم", "ه", "ي")
ARABIC_BEGINNINGS = ("و", "ب", "ل", "ف", "ك")
VOWELS = set("aeiou")
VIETNAMESE_SYLLABLE = re.compile(
    r"^(ngh|ng|nh|th|tr|ch|gh|gi|kh|ph|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(ng|nh|ch|[cmnpt])?$"
)
LEMMAS = DATA / "lemmas.txt"


@dataclass(frozen=True)
class Token:
    """One word of a text: its `plain` and `toned` spelling and the keys it may be known by, the likeliest first.

    `is_name`: written with a capital inside a text that is otherwise in small letters.
    """

    plain: str
    toned: str
    keys: tuple[str, ...]
    script: str
    is_name: bool = False


@lru_cache(maxsize=1)
def irregular() -> dict[str, tuple[tuple[str, str], ...]]:
    """Skeleton of a form → (language, skeleton of its lemma), for forms whose stem is not that of their lemma."""
    found: dict[str, list[tuple[str, str]]] = {}
    if LEMMAS.is_file():
        for line in LEMMAS.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                language, form, lemma = line.split()
                found.setdefault(form, []).append((language, lemma))
    return {form: tuple(lemmas) for form, lemmas in found.items()}


@lru_cache(maxsize=100_000)
def stem(sound: str, language: str = "") -> str:
    """The stem of a skeleton. Vietnamese words do not change; Arabic has its own endings."""
    if language == "vi" or len(sound) < 4 or not sound.isalpha():
        return sound
    if not sound.isascii():
        return _arabic_stem(sound)
    if language == "en":
        return _english_stem(sound)
    return _slavic_stem(_without_article(sound) if language == "bg" else sound)


def _slavic_stem(word: str) -> str:
    for ending, shortest in INFLECTIONS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest and VOWELS & set(word[: -len(ending)]):
            word = word[: -len(ending)]
            break
    for ending, shortest in DERIVATIONS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest and not (ending == "n" and word[-2] in VOWELS):
            word = word[: -len(ending)]
            break
    if len(word) >= 5 and word[-1] in "kcnrl" and word[-2] in "eo" and word[-3] not in VOWELS:
        word = word[:-2] + word[-1]  # a vowel that comes and goes: matka, matek
    if len(word) >= 4:
        word = word[:-1] + {"c": "k", "z": "h"}.get(word[-1], word[-1])  # uprchlík, uprchlíci; kniha, knize
    return word


def _without_article(word: str) -> str:
    """Bulgarian: децата → деца."""
    for article in ARTICLES:
        if word.endswith(article) and len(word) - len(article) >= 4:
            return word[: -len(article)] + ("a" if article == "ata" else "")
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


AND = "و"
GLUED = "وبل"


@lru_cache(maxsize=100_000)
def keys(word: str, language: str = "") -> tuple[str, ...]:
    """The keys of one `plain` word: its stem and that of its lemma; without `language`, per reading and family of
    languages."""
    found: list[str] = []
    for sound, family in fold.sounds(word, language):
        lemmas = (
            [lemma for spoken, lemma in irregular().get(sound, ()) if spoken == (language or spoken)]
            if family != "vi"
            else []
        )
        own = stem(sound, language or family)
        if (
            family == "ar" and len(sound) >= (5 if sound[0] == AND else 6) and sound[0] in GLUED
        ):  # "and", "with", "for" are written onto the word
            lemmas = [*lemmas, sound[1:]]
        if language:
            found += [own, *(stem(lemma, language) for lemma in lemmas)]
            break
        found += [own, *(stem(lemma, family) for lemma in lemmas)]
        if family == "cs":
            found.append(stem(sound, "bg"))
    if not language and fold.script(word) == "latin":
        found.append(word)
    return tuple(dict.fromkeys(found))


def tokens(text: str, language: str = "") -> list[Token]:
    """The words of a text with their keys, stop words included (phrases may need them)."""
    written = fold.written_words(text)
    names = [
        place > 0 and word[:1].isupper() and not word.isupper() and written[0][1:].islower()
        for place, word in enumerate(written)
    ]
    return [
        Token(plain, toned, keys(plain, language), fold.script(plain), is_name)
        for plain, toned, is_name in zip(fold.words(text), fold.toned_words(text), names, strict=False)
    ]


def is_stop(token: Token, language: str = "") -> bool:
    """Whether the word carries no meaning of its own. Vietnamese: by its toned spelling, since cho is not chó."""
    if language:
        return (token.toned if language == "vi" else token.plain) in STOP.get(language, frozenset())
    return token.plain in EVERY_STOP or token.toned in STOP["vi"] or token.plain.isdigit()


def is_typed_stop(token: Token) -> bool:
    """Whether a word in Latin letters is a small Cyrillic one as people type it: "dlia", "dlya". Two letters could be anything."""
    sounds = {sound for sound, family in fold.sounds(token.plain) if family == "cs"}
    return token.script == "latin" and len(token.plain) > 2 and bool(sounds & TYPED_STOP)


EVERY_STOP: frozenset[str] = frozenset().union(*(words for language, words in STOP.items() if language != "vi"))


TYPED_STOP = frozenset(
    sound
    for language in ("uk", "ru", "bg")
    for word in STOP[language]
    for sound, _family in fold.sounds(word, language)
    if len(sound) > 2
)


def text_keys(text: str, language: str) -> list[str]:
    """What is indexed of a text in a known language: stems; for Vietnamese syllables and pairs of syllables; for
    Arabic
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
