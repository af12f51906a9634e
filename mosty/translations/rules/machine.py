"""What a machine may write, and when it is asked again."""

import datetime as dt
from collections.abc import Iterable, Sequence

from mosty.translations.models import Text

WAITS = (60, 300, 1800, 2 * 3600, 12 * 3600)  # seconds after each failed attempt; after the last one a person is needed
FIRST_OF_MONTH_HOUR = dt.timedelta(hours=1)
MESSAGES_PART, MESSAGES_LEAST = 60, 4_000
State = Text.State


def fields_for_machine(rows: Iterable[Text], language: str) -> list[Text]:
    """Originals (of all rows of one thing) that a machine may put into `language`: there is nothing yet, or only what a machine
    wrote and nobody has checked, made from other words. What a person wrote or checked is never written over."""
    all_rows = list(rows)
    theirs = {row.field: row for row in all_rows if row.language == language}
    return [
        row
        for row in all_rows
        if row.state == State.ORIGINAL
        and row.language != language
        and row.words.strip()
        and (row.field not in theirs or _is_outdated_machine_text(theirs[row.field], row))
    ]


def _is_outdated_machine_text(text: Text, original: Text) -> bool:
    is_unchecked = bool(text.translator) and text.reviewed_by_id is None
    return is_unchecked and text.source_fingerprint != original.source_fingerprint


def batches(lines: Sequence[str], most_lines: int, most_characters: int) -> list[list[int]]:
    """Numbers of lines that travel together: at most so many, and so many characters in all; a longer line travels alone."""
    found: list[list[int]] = []
    size = 0
    for number, line in enumerate(lines):
        if not found or len(found[-1]) >= most_lines or size + len(line) > most_characters:
            found.append([])
            size = 0
        found[-1].append(number)
        size += len(line)
    return found


def first_of_next_month(moment: dt.datetime) -> dt.datetime:
    """When the monthly characters begin anew, an hour past midnight."""
    start = moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (start + dt.timedelta(days=32)).replace(day=1) + FIRST_OF_MONTH_HOUR


def characters_for_messages(of_the_month: int) -> int:
    """How many characters messages between people may take on one day: a sixtieth of the month's, so that half is left for listings
    however many are written; of a small month at least `MESSAGES_LEAST`, so that some always get through."""
    return max(of_the_month // MESSAGES_PART, MESSAGES_LEAST)


def next_day(moment: dt.datetime) -> dt.datetime:
    """When the characters for messages begin anew."""
    return moment.replace(hour=0, minute=5, second=0, microsecond=0) + dt.timedelta(days=1)


# What is used up, and when there is more of it: no fault of the machine, so it counts as no attempt.
SPENT = {"monthly_characters": first_of_next_month, "messages_of_the_day": next_day}
