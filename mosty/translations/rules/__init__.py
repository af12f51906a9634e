"""Which words to show to whom; files in which translations travel are in `exchange`."""

from mosty.translations.rules.choosing import (
    NEXT_LANGUAGES,
    NOTHING,
    TRUST,
    VOUCHED,
    BestText,
    State,
    Use,
    Wording,
    Written,
    best_text,
    fingerprint,
    languages_for,
)

__all__ = [
    "NEXT_LANGUAGES",
    "NOTHING",
    "TRUST",
    "VOUCHED",
    "BestText",
    "State",
    "Use",
    "Wording",
    "Written",
    "best_text",
    "fingerprint",
    "languages_for",
]
