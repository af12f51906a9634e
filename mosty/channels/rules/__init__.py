"""Pure questions about posts: may it be scheduled, sent, repeated; what it says, how it looks, how secrets are kept."""

from mosty.channels.rules.links import counts_as_visit
from mosty.channels.rules.pace import PACE, Pace
from mosty.channels.rules.posting import (
    REASONS,
    refusal_to_cancel,
    refusal_to_judge,
    refusal_to_schedule,
    refusal_to_send,
    refusal_to_send_again,
    sentence_for,
    warnings,
)
from mosty.channels.rules.words import cut, post_text, whole_text

__all__ = [
    "PACE",
    "REASONS",
    "Pace",
    "counts_as_visit",
    "cut",
    "post_text",
    "refusal_to_cancel",
    "refusal_to_judge",
    "refusal_to_schedule",
    "refusal_to_send",
    "refusal_to_send_again",
    "sentence_for",
    "warnings",
    "whole_text",
]
