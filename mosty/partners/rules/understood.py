"""What was understood of a cell: the value, how sure, the words it came from; and flags for a person."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

V = TypeVar("V")

SURE = 1.0
LIKELY = 0.8
UNSURE = 0.5


@dataclass(frozen=True)
class Understood(Generic[V]):
    """`value` with `sure` from 0 to 1; `rest` is what of `words` was not understood and is kept as it is."""

    value: V
    sure: float
    words: str = ""
    rest: str = ""


@dataclass(frozen=True)
class Flag:
    """Something a person should look at: a code of `rules.reasons`, the cell, the words that stand there."""

    code: str
    ref: str = ""
    words: str = ""

    def as_json(self) -> dict[str, str]:
        return {"code": self.code, "ref": self.ref, "words": self.words[:300]}


@dataclass
class When:
    """When one can help. `slots` are weekly (weekday 0 = Monday, start, end as "16:00" or ""); `dates` ISO pairs."""

    slots: list[tuple[int, str, str]] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    start: str = ""
    end: str = ""
    every_weeks: int = 0
    per_period: str = ""
    times: int = 0
    hours: float | None = None
    is_once: bool = False
    is_flexible: bool = False
    dates: list[tuple[str, str]] = field(default_factory=list)
    minimum_duration: str = ""

    @property
    def is_empty(self) -> bool:
        return self == When()
