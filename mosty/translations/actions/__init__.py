"""Every write of texts: originals and translations, machines, reviewers, the glossary."""

from mosty.translations.actions.bringing import bring_back
from mosty.translations.actions.glossary import drop_term, keep_term
from mosty.translations.actions.machine import overrule_gate, stop_wanting, translate_due, try_again, want
from mosty.translations.actions.reviewing import Seen, review, send_back
from mosty.translations.actions.writing import forget, write_original, write_translation

__all__ = [
    "Seen",
    "bring_back",
    "drop_term",
    "forget",
    "keep_term",
    "overrule_gate",
    "review",
    "send_back",
    "stop_wanting",
    "translate_due",
    "try_again",
    "want",
    "write_original",
    "write_translation",
]
