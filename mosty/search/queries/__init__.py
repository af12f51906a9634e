"""Reads: a page of results, what the index is built from, the index itself."""

from mosty.search.queries.finding import Chip, Facet, FacetValue, Page, find, find_cards, how_many

__all__ = ["Chip", "Facet", "FacetValue", "Page", "find", "find_cards", "how_many"]
