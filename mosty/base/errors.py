"""Refusals: how a rule says no, in words a person understands and in a code a machine can keep."""

import dataclasses
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Reason:
    """Why something may not be done: a stable `code`, a sentence for the reader, the form field it belongs to (or "")."""

    code: str
    sentence: str | Promise
    field: str = ""
    detail: dict[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.sentence)


class Refused(Exception):
    """An action said no. Nothing was written. `reason.sentence` may be shown to the person as it is."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.code)
        self.reason = reason


def refuse_if(reason: Reason | None) -> None:
    """Raise `Refused` when a rule returned a reason."""
    if reason is not None:
        raise Refused(reason)
