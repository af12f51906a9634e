"""A search as somebody asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wish:
    """Parsed parameters of a search. `filters`: facet name → chosen known values; `unknown`: (name, value) that
    mean nothing."""

    q: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    age: int | None = None
    near: tuple[float, float] | None = None
    sort: str = ""
    page: int = 1
    unknown: tuple[tuple[str, str], ...] = ()

    @property
    def level(self) -> str:
        """The reader's level in the local language, or ""."""
        return next(iter(self.filters.get("level", ())), "")

    @property
    def near_text(self) -> str:
        return f"{self.near[0]:g},{self.near[1]:g}" if self.near else ""

    @property
    def is_open(self) -> bool:
        """Nothing asked for: everything is shown."""
        return not (self.q or self.filters or self.age is not None or self.near or self.unknown)

    @property
    def order(self) -> str:
        """The order in use: what was asked for, else the nearest first when a place is given, else by relevance."""
        if self.sort and (self.sort != "distance" or self.near):
            return self.sort
        return "distance" if self.near and not self.q else "relevance"
