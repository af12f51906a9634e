"""What a query was read as, and what has to be known to read one."""

from collections.abc import Callable
from dataclasses import dataclass

from mosty.search.rules.places import Gazetteer
from mosty.search.rules.spelling import Spelling
from mosty.search.rules.vocabulary import Vocabulary


@dataclass(frozen=True)
class Way:
    """One way to find a meaning: a key of the field `words` or `concepts` and how much it counts."""

    field: str
    key: str
    weight: float


@dataclass(frozen=True)
class Group:
    """One meaning of the query. `weight`: how telling it is, 0 to 1; a group that is not `is_needed` only moves
    up."""

    text: str
    ways: tuple[Way, ...]
    weight: float = 1.0
    is_needed: bool = True


@dataclass(frozen=True)
class Understanding:
    """What a query was read as. `needed`: sets of group numbers, one of which a listing must answer; None when
    nothing can. `wider`: ways to concepts that include those of the query, for what only comes close."""

    groups: tuple[Group, ...] = ()
    needed: tuple[frozenset[int], ...] | None = ()
    districts: frozenset[str] = frozenset()
    age: int | None = None
    wants_no_local_language: bool = False
    unknown: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    concepts: tuple[str, ...] = ()
    wider: tuple[Way, ...] = ()

    @property
    def is_everything(self) -> bool:
        return not any(group.is_needed for group in self.groups) and self.needed is not None


@dataclass(frozen=True)
class Reader:
    """What understanding needs to know: words, places, and how many listings hold a key of a field."""

    vocabulary: Vocabulary
    gazetteer: Gazetteer
    spelling: Spelling
    local_names: frozenset[str]
    frequency: Callable[[str, str], int]
    size: int

    def known(self, key: str) -> bool:
        return self.frequency("words", key) > 0
