"""Which searches may be remembered, and when staff may read them."""

import re

from mosty.search.rules.wish import Wish

FEWEST = 3  # searches; fewer could be one person's
LONGEST = 60
MOST_NEW_A_DAY = 500  # different words; a flood of made-up ones leaves no more behind
FORGOTTEN_AFTER_DAYS = 90
RARE_FORGOTTEN_AFTER_DAYS = 30
PERSONAL = re.compile(r"@|(?:\d\D{0,2}){5,}|https?:|www\.")


def words_missed(wish: Wish, total: int) -> str:
    """What is counted of a search with so many results; "" unless its words alone, without any filter, found nothing."""
    is_narrowed = bool(wish.filters) or wish.age is not None or wish.near is not None
    return "" if total or is_narrowed else memorable(wish.q)


def memorable(typed: str) -> str:
    """The words as they are counted, small letters and single spaces; "" for what may be somebody's address, number or letter."""
    words = " ".join(typed.casefold().split())
    is_address = len(words.split()) > 1 and any(sign.isdigit() for sign in words)
    if not 2 <= len(words) <= LONGEST or PERSONAL.search(words) or len(words.split()) > 5 or is_address:
        return ""
    return words
