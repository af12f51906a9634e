"""Reads: a page of results, what the index is built from, the index itself, what people ask."""

from mosty.search.queries.finding import Chip, Facet, FacetValue, Page, find, find_cards, how_many
from mosty.search.queries.missed import concept_choices, left_out_by, missed_searches, synonyms

__all__ = [
    "Chip",
    "Facet",
    "FacetValue",
    "Page",
    "concept_choices",
    "find",
    "find_cards",
    "how_many",
    "left_out_by",
    "missed_searches",
    "synonyms",
]
