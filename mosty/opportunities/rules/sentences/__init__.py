"""Sentences made of an opportunity's structured fields, with the grammar of each interface language.

Pure functions of `Facts`: they know no database, no request. Queries and doors call them. A language without a grammar
borrows the English sentences; what they say in fixed words, its catalogue may know.
"""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import ParamSpec

from django.utils import translation

from mosty.opportunities.rules.sentences import lines
from mosty.opportunities.rules.sentences.facts import Borrowed, Facts, LanguageNeed, Paper, Slot
from mosty.opportunities.rules.sentences.languages import GRAMMARS
from mosty.opportunities.rules.sentences.lines import one_line, sentence

LANGUAGES = tuple(GRAMMARS)
P = ParamSpec("P")


def _said(words: str, language: str) -> str:
    """English words as a reader without a grammar gets them: from the catalogue, else marked as borrowed."""
    if not words or language.split("-")[0].lower() in GRAMMARS:
        return words
    with translation.override(language):
        known = translation.gettext(words)
    return Borrowed(words) if known == words else known


def _for_all(say: Callable[P, str]) -> Callable[P, str]:
    """`say` for readers of every language, with a grammar or without."""
    at = list(signature(say).parameters).index("language")

    @wraps(say)
    def said(*args: P.args, **kwargs: P.kwargs) -> str:
        return _said(say(*args, **kwargs), str(kwargs.get("language") or args[at]))

    return said


age = _for_all(lines.age)
day_part_name = _for_all(lines.day_part_name)
language_name = _for_all(lines.language_name)
need = _for_all(lines.need)
need_words = _for_all(lines.need_words)
papers = _for_all(lines.papers)
places = _for_all(lines.places)
team = _for_all(lines.team)
what = _for_all(lines.what)
when = _for_all(lines.when)
where = _for_all(lines.where)


def facts_list(facts: Facts, language: str) -> list[tuple[str, str]]:
    """The "in short" block in reading order: (code, plain sentence); unknown facts are left out."""
    return [(code, _said(words, language)) for code, words in lines.facts_list(facts, language)]


__all__ = [
    "LANGUAGES",
    "Borrowed",
    "Facts",
    "LanguageNeed",
    "Paper",
    "Slot",
    "age",
    "day_part_name",
    "facts_list",
    "language_name",
    "need",
    "need_words",
    "one_line",
    "papers",
    "places",
    "sentence",
    "team",
    "what",
    "when",
    "where",
]
