"""Which searches may be remembered, and when staff may read them."""

import re

FEWEST = 3  # searches; fewer could be one person's
LONGEST = 60
FORGOTTEN_AFTER_DAYS = 90
RARE_FORGOTTEN_AFTER_DAYS = 30
PERSONAL = re.compile(r"@|(?:\d\D{0,2}){5,}|https?:|www\.")


def memorable(typed: str) -> str:
    """The words as they are counted, small letters and single spaces; "" for what may be somebody's address, number or letter."""
    words = " ".join(typed.casefold().split())
    is_address = len(words.split()) > 1 and any(sign.isdigit() for sign in words)
    if not 2 <= len(words) <= LONGEST or PERSONAL.search(words) or len(words.split()) > 5 or is_address:
        return ""
    return words
