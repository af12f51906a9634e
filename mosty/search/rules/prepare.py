"""From a listing's words in all its languages to the keys and concepts that are indexed."""

from collections.abc import Iterable
from dataclasses import dataclass

from mosty.search.rules.analyse import text_keys
from mosty.search.rules.vocabulary import Vocabulary


@dataclass(frozen=True)
class Prepared:
    """Keys and concepts of one listing, of its title and of everything else."""

    title_keys: tuple[str, ...]
    body_keys: tuple[str, ...]
    title_concepts: frozenset[str]
    body_concepts: frozenset[str]


def prepare(
    texts: Iterable[tuple[str, str, str]],
    vocabulary: Vocabulary,
    declared: Iterable[str] = (),
    told: Iterable[str] = (),
) -> Prepared:
    """`texts`: (language, title, everything else). `declared`: topics the host chose, as strong as the title.
    `told`: concepts known from fields (days, online)."""
    title_keys: dict[str, None] = {}
    body_keys: dict[str, None] = {}
    title_concepts = vocabulary.with_implied(declared)
    body_concepts = set(told)
    for language, title, body in texts:
        title_keys.update(dict.fromkeys(text_keys(title, language)))
        body_keys.update(dict.fromkeys(text_keys(body, language)))
        title_concepts |= vocabulary.concepts_of(title, language)
        body_concepts |= vocabulary.concepts_of(body, language)
    return Prepared(tuple(title_keys), tuple(body_keys), frozenset(title_concepts), frozenset(body_concepts))
