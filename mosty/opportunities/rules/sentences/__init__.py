"""Sentences made of an opportunity's structured fields, with the grammar of each interface language.

Pure functions of `Facts`: they know no database, no catalogue, no request. Queries and doors call them.
"""

from mosty.opportunities.rules.sentences.facts import Facts, LanguageNeed, Paper, Slot
from mosty.opportunities.rules.sentences.languages import GRAMMARS
from mosty.opportunities.rules.sentences.lines import (
    age,
    day_part_name,
    facts_list,
    language_name,
    need,
    need_words,
    one_line,
    papers,
    places,
    sentence,
    team,
    what,
    when,
    where,
)

LANGUAGES = tuple(GRAMMARS)

__all__ = [
    "LANGUAGES",
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
