"""What a query asks for beside its subject: that no local language is needed, an age, and words that every listing
shares."""

import re
from collections.abc import Mapping, Sequence

from mosty.search.rules import fold
from mosty.search.rules.analyse import Token, keys
from mosty.search.rules.tables import TABLES, word_set

GENERIC: dict[str, str] = TABLES["generic"]
NEGATION, KNOWING, CIRCUMSTANCES = word_set("negation"), word_set("knowing"), word_set("circumstances")
AGE = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?:\+|-?\s*(?:let\w*|rok\w*|roc\w*|years?(?:\s+old)?|yo|yr?s?|рок\w*|річн\w*|лет\w*|год\w*|tuoi|سنه|سنوات|عام\w*|godin\w*)(?!\w))"
)


GENERIC_OF = {
    language: frozenset(key for word in fold.words(text) for key in keys(word, language))
    for language, text in GENERIC.items()
    if language != "vi"
}


def is_generic(token: Token, language: str) -> bool:
    """Whether every listing shares this word in this language."""
    return bool(GENERIC_OF.get(language, frozenset()) & set(keys(token.plain, language)))


def _generic() -> tuple[frozenset[str], frozenset[str]]:
    single = set().union(*GENERIC_OF.values())
    single.update(key for word in TABLES["typed_generic"].split() for key in keys(word)[:1])
    syllables = {syllable for part in GENERIC["vi"].split(",") for syllable in fold.words(part)}
    return frozenset(single), frozenset(syllables)


GENERIC_KEYS, GENERIC_SYLLABLES = _generic()
GENERIC_BONES = frozenset(fold.consonants(word) for word in fold.words(GENERIC["ar"])) - {""}
CHAT_ARTICLES = word_set("chat_articles")


def chat_positions(tokens: Sequence[Token]) -> set[int]:
    """Positions without meaning of their own in a query typed in Arabic chat letters."""
    return {
        spot for spot, token in enumerate(tokens)
        if token.plain in CHAT_ARTICLES or (token.script == "latin" and _is_generic_bones(fold.consonants(token.plain)))
    }  # fmt: skip


def _is_generic_bones(bones: str) -> bool:
    """ "musa3ada" and, before another word, "musa3adat"."""
    return bones in GENERIC_BONES or (bones.endswith("t") and bones[:-1] in GENERIC_BONES)


def generic_positions(tokens: Sequence[Token], language: str = "") -> set[int]:
    """Positions of words that every listing shares."""
    if language == "vi":
        phrases = [tuple(fold.words(part)) for part in GENERIC["vi"].split(",")]
        plain = [token.plain for token in tokens]
        return {
            spot + step
            for phrase in phrases
            for spot in range(len(plain) - len(phrase) + 1)
            if tuple(plain[spot : spot + len(phrase)]) == phrase
            for step in range(len(phrase))
        }
    return {spot for spot, token in enumerate(tokens) if GENERIC_KEYS & set(token.keys)}


def no_local_language(tokens: Sequence[Token], local_names: frozenset[str], within: int = 4) -> set[int]:
    """Positions of a "no Czech needed", in any of the languages and scripts; empty when the query does not say so.

    `local_names`: keys of the words for the local language. A negation and the language's name have to stand
    `within` so many words.
    """
    named = {spot for spot, token in enumerate(tokens) if local_names & set(token.keys)}
    negated = {spot for spot, token in enumerate(tokens) if token.plain in NEGATION or token.toned in NEGATION}
    if not any(abs(one - other) <= within and one != other for one in named for other in negated):
        return set()
    knowing = {spot for spot, token in enumerate(tokens) if token.plain in KNOWING or token.toned in KNOWING}
    return named | negated | knowing


def age(text: str) -> int | None:
    """The age in years that a query names ("od 15 let", "from 15 years", "15+"), or None."""
    found = AGE.search(fold.plain(text))
    return int(found.group(1)) if found and 5 <= int(found.group(1)) <= 99 else None


def age_positions(tokens: Sequence[Token], years: int | None) -> set[int]:
    """Positions of the words that state the age."""
    if years is None:
        return set()
    spots = {spot for spot, token in enumerate(tokens) if token.plain == str(years)}
    units = {spot + 1 for spot in spots if spot + 1 < len(tokens) and AGE.search(f"{years} {tokens[spot + 1].plain}")}
    return spots | units


def facets_of_concepts(concepts: Mapping[str, float]) -> dict[str, float]:
    """Not every word is a subject: which of these concepts describe when or how (kept as a mild preference)."""
    return {concept: weight for concept, weight in concepts.items() if concept.removeprefix("word:") in CIRCUMSTANCES}
