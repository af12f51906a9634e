"""Pure questions about listings."""

from mosty.opportunities.rules.publishing import (
    SHOWS_AT_ONCE,
    refusal_to_hide,
    refusal_to_publish,
    refusal_to_reopen,
    refusal_to_send,
    refusal_to_submit,
    warnings,
    works_at_once,
)
from mosty.opportunities.rules.times import next_dates, parts_of_day

__all__ = [
    "SHOWS_AT_ONCE",
    "next_dates",
    "parts_of_day",
    "refusal_to_hide",
    "refusal_to_publish",
    "refusal_to_reopen",
    "refusal_to_send",
    "refusal_to_submit",
    "warnings",
    "works_at_once",
]
