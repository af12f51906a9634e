"""Names of places inside a query: the city's districts and quarters, the city itself, and other towns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mosty.search.rules import fold
from mosty.search.rules.analyse import Token, stem
from mosty.search.rules.tables import TABLES, word_set

PREPOSITIONS = word_set("prepositions")
ENDINGS = word_set("name_endings") | {""}


@dataclass(frozen=True)
class Found:
    """A place in a query: token positions, the districts meant (slugs); `is_city` for the city as a whole,
    `is_elsewhere` for another town."""

    positions: frozenset[int]
    districts: frozenset[str] = frozenset()
    is_city: bool = False
    is_elsewhere: bool = False


@dataclass
class _Name:
    parts: tuple[str, ...]
    is_exact: bool
    districts: set[str] = field(default_factory=set)
    is_city: bool = False
    is_elsewhere: bool = False


class Gazetteer:
    """Built from plain tables: districts with slug, names, where, genitive, locative, aliases, quarters; the
    city's names."""

    def __init__(self, districts: Iterable[Mapping[str, Any]], city_names: Iterable[str]) -> None:
        self._names: dict[tuple[str, ...], _Name] = {}
        for town in TABLES["other_towns"].split():
            self._add(town.replace("_", " "), is_elsewhere=True)
        for name in city_names:
            self._add(name, is_city=True)
        for district in districts:  # plain tables from TOML or from rows
            slug = str(district["slug"])
            exact = [*district["names"].values(), *district.get("where", {}).values(), *district.get("aliases", [])]
            exact += [district.get("genitive", ""), district.get("locative", ""), slug.replace("-", " ")]
            for written in (*exact, *district.get("quarters", [])):
                self._add(str(written), slug=slug)
        self._by_start: dict[tuple[int, str], list[_Name]] = {}
        for parts, known in self._names.items():
            self._by_start.setdefault((len(parts), parts[0][:3]), []).append(known)
        self._longest = max((len(parts) for parts in self._names), default=0)

    def _add(self, name: str, *, slug: str = "", is_city: bool = False, is_elsewhere: bool = False) -> None:
        words = [word for word in fold.words(name) if word not in PREPOSITIONS]
        if not words or (len(words) == 1 and len(words[0]) < 3 and not any(c.isdigit() for c in words[0])):
            return
        for reading in range(2):
            parts = tuple(_reading(word, reading) for word in words)
            known = self._names.setdefault(parts, _Name(parts, any(part.isdigit() for part in parts)))
            if is_city:
                known.is_elsewhere = False
            known.is_city |= is_city
            known.is_elsewhere |= is_elsewhere and not known.is_city
            if slug and not (is_city or known.is_city):
                known.districts.add(slug)

    def find(self, tokens: Sequence[Token], taken: frozenset[int] = frozenset()) -> list[Found]:
        """Places in these words, longest names first; an inflected name of one word counts unless it is in `taken`
        (positions that mean something else)."""
        found: list[Found] = []
        used: set[int] = set()
        for size in range(min(self._longest, len(tokens)), 0, -1):
            for start in range(len(tokens) - size + 1):
                spots = frozenset(range(start, start + size))
                name = (
                    None if spots & used else self._named([tokens[spot] for spot in sorted(spots)], bool(spots & taken))
                )
                if name:
                    used |= spots
                    found.append(Found(spots, frozenset(name.districts), name.is_city, name.is_elsewhere))
        return found

    def _named(self, words: Sequence[Token], is_taken: bool) -> _Name | None:
        if len(words) == 1 and len(words[0].plain) < 3 and not any(sign.isdigit() for sign in words[0].plain):
            return None  # "ke" sounds like Kyje
        choices = [tuple(sound for sound, _family in fold.sounds(word.plain)) or (word.plain,) for word in words]
        for reading in range(max(len(choice) for choice in choices)):
            parts = tuple(choice[min(reading, len(choice) - 1)] for choice in choices)
            if parts in self._names:
                return self._names[parts]
        if is_taken or len(words) > 3:
            return None
        starts = dict.fromkeys(sound[:3] for sound in choices[0])
        for name in (name for start in starts for name in self._by_start.get((len(words), start), ())):
            if not (name.is_elsewhere and not name.districts) and all(
                any(_is_form(sound, part) for sound in choice) for choice, part in zip(choices, name.parts, strict=True)
            ):
                return name
        return None


def _reading(word: str, number: int) -> str:
    sounds = fold.sounds(word)
    return sounds[min(number, len(sounds) - 1)][0] if sounds else word


def _is_form(typed: str, name: str) -> bool:
    """Whether `typed` is an inflected form of a name: same stem, and only a case ending differs."""
    if typed == name:
        return True
    if len(name) < 4 or len(typed) < 4 or not typed.isalpha():
        return False
    shared = 0
    while shared < min(len(typed), len(name)) and typed[shared] == name[shared]:
        shared += 1
    if shared < 3 or shared < len(name) - 2:
        return False
    return stem(typed) == stem(name) or (typed[shared:] in ENDINGS and name[shared:] in ENDINGS)
