"""Which words to show to whom."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

from mosty.translations.models import Text
from mosty.translations.rules.protect import new_figures

State = Text.State
VOUCHED = (State.HUMAN, State.MT_REVIEWED)  # translations that a person has written or read
# A checked text beats an unchecked one, any translation into the reader's language beats a foreign original.
TRUST: dict[str, int] = {
    State.ORIGINAL: 0,
    State.HUMAN: 1,
    State.MT_REVIEWED: 2,
    State.STALE: 3,
    State.MT_UNREVIEWED: 4,
}
# What a reader of one language can most likely make out when there is nothing in their own.
NEXT_LANGUAGES = {"uk": ("ru",), "ru": ("uk",), "bg": ("ru",), "ar": ("en",), "vi": ("en",)}


def fingerprint(words: str) -> str:
    """SHA-256 of the words, white space at the ends and line endings aside."""
    return hashlib.sha256(words.replace("\r\n", "\n").strip().encode()).hexdigest()


class Written(Protocol):
    """A row of `Text`, or the part of one that `best_text` needs."""

    @property
    def language(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def translator(self) -> str: ...


class Wording(NamedTuple):
    """What `best_text` needs of a row of `Text`."""

    language: str
    words: str
    state: str
    translator: str


MOST_FIGURES = 60  # more are no times of a meeting


class Use(StrEnum):
    """What a text is shown for, which decides how far it is trusted.

    USUAL: a translation that is older than its original and has figures the original no longer has (an old time) is left out.
    LONG: such a text is shown, its old figures marked. SAFE: what somebody must be able to rely on (the way in, what to bring):
    neither older nor unchecked words, rather the original.
    """

    USUAL = "usual"
    LONG = "long"
    SAFE = "safe"


@dataclass(frozen=True)
class BestText:
    """The words chosen for a reader: their language, state, who wrote them; `original_language` is where they come from.

    `old_figures`: times and numbers in the words that the original does not have any more.
    """

    words: str
    language: str
    state: str
    translator: str
    original_language: str
    old_figures: tuple[str, ...] = ()

    @property
    def is_translation(self) -> bool:
        return self.state != State.ORIGINAL

    def __bool__(self) -> bool:
        return bool(self.words)

    def __str__(self) -> str:
        return self.words


NOTHING = BestText("", "", State.ORIGINAL, "", "")


def languages_for(reader: str) -> set[str]:
    """Languages that `best_text` puts before the original."""
    return {reader, *NEXT_LANGUAGES.get(reader, ()), "en"}


def best_text(texts: Iterable[Written], language: str, use: Use = Use.USUAL) -> BestText:
    """The best words of one field for a reader of `language`.

    Own language first, then a language the reader probably understands, then English written or checked by a person,
    then the original; what `use` does not allow comes last. An empty result is falsy.
    """
    rows = [text for text in texts if text.words.strip()]
    if not rows:
        return NOTHING
    original = next((row for row in rows if row.state == State.ORIGINAL), None)

    def old_figures(row: Written) -> tuple[str, ...]:
        if row.state != State.STALE or original is None:
            return ()
        return tuple(dict.fromkeys(new_figures(original.words, row.words)))[:MOST_FIGURES]

    def rank(row: Written) -> tuple[int, int]:
        if original is not None and not _may_be_used(row, use, old_figures(row)):
            return (5, TRUST[row.state])
        if row.language == language:
            return (0, TRUST[row.state])
        if row.language in NEXT_LANGUAGES.get(language, ()) and row.state not in (State.MT_UNREVIEWED, State.STALE):
            return (1, TRUST[row.state])
        if row.language == "en" and row.state in (State.ORIGINAL, *VOUCHED):
            return (2, TRUST[row.state])
        if row.state == State.ORIGINAL:
            return (3, 0)
        return (4, TRUST[row.state])

    row = min(rows, key=rank)
    source = original.language if original is not None else ""
    return BestText(row.words, row.language, row.state, row.translator, source, old_figures(row))


def _may_be_used(row: Written, use: Use, old_figures: tuple[str, ...]) -> bool:
    if use == Use.SAFE:
        return row.state in (State.ORIGINAL, *VOUCHED)
    return use == Use.LONG or not old_figures
