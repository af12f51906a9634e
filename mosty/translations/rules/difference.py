"""What changed between two texts, word by word, for somebody who has to translate it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[\w'’-]+|[^\w\s]")


MOST_PAIRS = 400_000


@dataclass(frozen=True)
class Part:
    """A stretch of words; `kind`: same, gone (only in the old text) or new (only in the new one)."""

    kind: str
    words: str


def difference(old: str, new: str) -> list[Part]:
    """The new text with what is gone from the old one in its place; parts in order."""
    before, after = WORD.findall(old), WORD.findall(new)
    if len(before) * len(after) > MOST_PAIRS:  # comparing takes the square of the length, and somebody waits
        return [Part("gone", old), Part("new", new)]
    parts: list[Part] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(after[c:d])))
            continue
        if b > a:
            parts.append(Part("gone", "".join(before[a:b])))
        if d > c:
            parts.append(Part("new", "".join(after[c:d])))
    return parts
