"""What one does, for whom, for which cause, what one gets: words of cells into codes of the city's topics."""

import re
from dataclasses import dataclass, field

from mosty.partners.rules.text import fold, is_form
from mosty.partners.rules.understood import LIKELY, SURE, Understood

WORD = re.compile(r"[^\W_]+")
MAX_PER_GROUP = 4


@dataclass
class Vocabulary:
    """Phrases of one group of topics by code; built once, then asked often.

    A phrase is a list of words; a word with a star matches by its beginning, a lone star any word, another in any
    case form.
    """

    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    _by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)

    def add(self, code: str, phrase: str) -> None:
        words = tuple(re.findall(r"[^\W_]+\*?|\*", fold(phrase)))
        words = tuple(word if "*" in word else f"={word}" for word in words)
        if words and words not in self.phrases.setdefault(code, []):
            self.phrases[code].append(words)
            self._by_first.setdefault(words[0].lstrip("=")[:3], []).append((code, words))

    def find(self, text: str) -> dict[str, int]:
        """Codes found in a text with the number of words of the longest phrase of each."""
        spoken = WORD.findall(fold(text))[:1500]
        found: dict[str, int] = {}
        for index, word in enumerate(spoken):
            for key in {word[:3], word[:2], word[:1]}:
                for code, phrase in self._by_first.get(key, ()):
                    if _matches(phrase, spoken, index):
                        found[code] = max(found.get(code, 0), len(phrase))
        return found


def _matches(phrase: tuple[str, ...], spoken: list[str], start: int) -> bool:
    if start + len(phrase) > len(spoken):
        return False
    for offset, wanted in enumerate(phrase):
        if wanted == "*":
            continue
        if wanted.endswith("*"):
            if not spoken[start + offset].startswith(wanted[:-1]):
                return False
        elif not is_form(spoken[start + offset], wanted[1:]):
            return False
    return True


def understand_topics(own: str, title: str, description: str, vocabulary: Vocabulary) -> Understood[list[str]] | None:
    """Codes of one group: from the cell made for it, else from the title, else from the description. At most four.

    From a description only phrases that the title or the cell do not answer are used, because it tells of everything.
    """
    for text, sure in ((own, SURE), (title, LIKELY), (description, 0.6)):
        found = vocabulary.find(text) if text else {}
        if found:
            codes = sorted(found, key=lambda code: -found[code])[:MAX_PER_GROUP]
            return Understood(codes, sure, text)
    return None
