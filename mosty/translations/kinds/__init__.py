"""Machine translators by their HTTP protocols; which one is a setting (`TRANSLATOR`), and none is a full choice.

A kind makes one call, never waits and never repeats: the row in `Wanted` decides what comes next. It gets and gives lines in
the marks of `rules.protect` and turns them into what its machine is told to leave alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

KINDS = {
    "libretranslate": "mosty.translations.kinds.libretranslate.LibreTranslate",
    "deepl": "mosty.translations.kinds.deepl.DeepL",
}


class NotTranslated(Exception):
    """The call brought nothing. `code`: why; `retry_after`: seconds the machine asked for; `is_final`: asking again is useless.

    `may_have_counted`: the machine may have done (and charged) the work although its answer was lost.
    """

    def __init__(
        self, code: str, *, retry_after: float = 0, is_final: bool = False, may_have_counted: bool = False
    ) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after
        self.is_final = is_final
        self.may_have_counted = may_have_counted


@dataclass(frozen=True)
class Limits:
    """What one call may carry."""

    lines: int
    characters: int


class Translator(Protocol):
    """A machine. `name` stands beside every text it made."""

    name: str
    limits: Limits

    def translate(self, lines: Sequence[str], source: str, target: str, deadline: float) -> list[object]:
        """One answer per line, in order, unchecked; `NotTranslated` when there is none. `deadline` in seconds."""
        ...


def translator() -> Translator | None:
    """The machine of this installation; None when the city works without one."""
    if settings.TRANSLATOR == "none":
        return None
    made: Translator = import_string(KINDS[settings.TRANSLATOR])(settings.TRANSLATOR_URL, settings.TRANSLATOR_KEY)
    return made
