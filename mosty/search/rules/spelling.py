"""Typos: which known keys lie one or two slips away from a word that nobody knows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

SHORTEST = 4
FAR_FROM = 8  # from this length two slips are forgiven
MOST = 30_000


class Spelling:
    """An index of known keys by what is left when one letter is dropped; `near` answers in well under a millisecond.

    `terms`: key → how often it occurs; the most frequent are kept.
    """

    def __init__(self, terms: Mapping[str, int], most: int = MOST) -> None:
        kept = sorted((key for key in terms if _is_word(key)), key=lambda key: (-terms[key], key))[:most]
        self._frequency = {key: terms[key] for key in kept}
        self._left: dict[str, list[str]] = defaultdict(list)
        for key in kept:
            for left in _left_of(key):
                self._left[left].append(key)

    def knows(self, key: str) -> bool:
        return key in self._frequency

    def near(self, keys: Iterable[str], limit: int = 3) -> list[tuple[str, int]]:
        """(known key, slips) for any of these spellings, fewest slips first, then the most frequent. Never the key
        itself."""
        best: dict[str, int] = {}
        for key in keys:
            if not _is_word(key):
                continue
            allowed = 2 if len(key) >= FAR_FROM else 1
            candidates = {other for left in _left_of(key) for other in self._left.get(left, ())}
            for other in candidates:
                if other[0] != key[0] and other[:2] != key[1::-1]:  # hardly anybody mistypes the first letter
                    continue
                slips = distance(key, other, allowed)
                if 0 < slips <= allowed:
                    best[other] = min(slips, best.get(other, slips))
        if not best:
            return []
        fewest = min(best.values())
        ordered = sorted(best.items(), key=lambda pair: (pair[1], -self._frequency[pair[0]], pair[0]))
        return [pair for pair in ordered if pair[1] == fewest][:limit]


def _is_word(key: str) -> bool:
    return len(key) >= SHORTEST and key.isalpha()


def _left_of(key: str) -> set[str]:
    return {key, *(key[:spot] + key[spot + 1 :] for spot in range(len(key)))}


def distance(one: str, other: str, limit: int) -> int:
    """Slips between two words (a letter more, fewer, other, or two neighbours swapped); limit + 1 when there are
    more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        line = [row]
        for column, second in enumerate(other, start=1):
            cost = min(last[column] + 1, line[-1] + 1, last[column - 1] + (letter != second))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == second:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > limit:
            return limit + 1
        before, last = last, line
    return last[-1]
