"""Reading listings: whole ones, their faces on cards, and lists of them."""

from mosty.opportunities.queries.cards import cards, record_of
from mosty.opportunities.queries.face import Face
from mosty.opportunities.queries.listings import (
    CARD_TEXTS,
    Listing,
    counts_by_district,
    for_reading,
    listing,
    listings,
    listings_by_ids,
    listings_by_pks,
    look_alikes,
    newest,
    shown_hosts,
    similar,
    template_titles,
)

__all__ = [
    "CARD_TEXTS",
    "Face",
    "Listing",
    "cards",
    "counts_by_district",
    "for_reading",
    "listing",
    "listings",
    "listings_by_ids",
    "listings_by_pks",
    "look_alikes",
    "newest",
    "record_of",
    "shown_hosts",
    "similar",
    "template_titles",
]
