"""The controlled vocabulary: concepts with words in every language, found in queries and in listings alike.

A concept is a topic of the city ("activity:dog_walking") or an everyday word ("word:dog", see `data/words.toml`).
Being found on
both sides is what joins a Vietnamese query to a Czech listing. A topic also stands for the everyday words that its
own labels
name in most languages: who offers dog walking is found by "dog".
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from mosty.search.rules import fold
from mosty.search.rules.analyse import Token, is_stop, looks_vietnamese, tokens
from mosty.search.rules.spelling import Spelling

LANGUAGES = ("cs", "en", "uk", "ru", "vi", "bg", "ar")
SLACK = 1  # so many other words may stand between the words of a phrase
IMPLIED_IN = 4  # a topic stands for an everyday word when so many of its languages name it


# Of a phrase: its script, the keys of each word, the words with their marks, their skeletons without endings taken off.
Pieces = tuple[str, list[list[str]], list[str], list[str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a concept in one language: one set of keys per word. `is_typed`: only people who search say it so."""

    concept: str
    language: str
    script: str
    keys: tuple[frozenset[str], ...]
    toned: tuple[str, ...]
    is_typed: bool = False

    @property
    def is_syllable(self) -> bool:
        return self.language == "vi" and len(self.keys) == 1


@dataclass(frozen=True)
class Match:
    """A concept found in a text at these positions of its tokens."""

    concept: str
    positions: frozenset[int]
    language: str


class Vocabulary:
    """Built once from plain tables; finding is a pure function of the text.

    `topics`: tables with group, code, labels {language: text}, synonyms {language: [text]}.
    `words`: {code: {language: "word, other word, a phrase"}}. `wider`: {code: "codes that include it"}.
    `more`: {language: {concept: "word, other word, a phrase"}}, of topics and everyday words alike: understood in queries; in
    listings they would find too much.
    `added`: (concept, language, words) tied to concepts that are there already. `pieces`: phrases taken apart before, which
    saves most of the time; what is missing is added to it.
    """

    def __init__(
        self,
        topics: Iterable[Mapping[str, object]],
        words: Mapping[str, Mapping[str, str]],
        wider: Mapping[str, str] | None = None,
        more: Mapping[str, Mapping[str, str]] | None = None,
        added: Iterable[tuple[str, str, str]] = (),
        pieces: "dict[str, Pieces] | None" = None,
    ) -> None:
        self._pieces = {} if pieces is None else pieces
        self.names: dict[str, dict[str, str]] = {}
        self._by_anchor: dict[str, list[Phrase]] = defaultdict(list)
        self._terms: dict[str, set[str]] = defaultdict(set)
        self.implied: dict[str, frozenset[str]] = {}
        self._spelled: dict[str, str] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._last: dict[str, frozenset[str]] = {}
        self._written: dict[str, frozenset[str]] = {}
        self._latin: set[str] = set()
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._shared: dict[tuple[str, ...], frozenset[str]] = {}  # of sixty thousand phrases many share a word
        self.wider = {
            f"word:{code}": frozenset(f"word:{other}" for other in text.split()) for code, text in (wider or {}).items()
        }
        topic_list = list(topics)
        said = self._said(topic_list, words)
        typed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for language, by_concept in (more or {}).items():
            for concept in by_concept.keys() & said.keys():  # a city may have no such topic
                parts = by_concept[concept].split(",")
                typed[concept] += [(language, part.strip()) for part in parts if part.strip()]
        for concept, language, text in added:
            if concept in said:
                said[concept] += [(spoken, text) for spoken in _languages_of(text, language)]
        self._index(said, typed)
        self._shared.clear()
        self.syllables = frozenset(
            key for phrases in self._by_anchor.values() for phrase in phrases if phrase.language == "vi"
            for keys in phrase.keys for key in keys
        )  # fmt: skip
        self.syllable_spelling = Spelling(dict.fromkeys(self.syllables, 1))
        for topic in topic_list:
            self._imply(f"{topic['group']}:{topic['code']}", topic)

    def _said(
        self, topics: Iterable[Mapping[str, object]], words: Mapping[str, Mapping[str, str]]
    ) -> dict[str, list[tuple[str, str]]]:
        """Concept → (language, word or phrase); notes the concepts' names."""
        said: dict[str, list[tuple[str, str]]] = {}
        for code, table in words.items():
            self.names[f"word:{code}"] = {language: text.split(",")[0].strip() for language, text in table.items()}
            said[f"word:{code}"] = [
                (language, part.strip()) for language, text in table.items() for part in text.split(",") if part.strip()
            ]
        for topic in topics:
            concept = f"{topic['group']}:{topic['code']}"
            labels: Mapping[str, str] = topic["labels"]  # type: ignore[assignment]
            synonyms: Mapping[str, Sequence[str]] = topic.get("synonyms") or {}  # type: ignore[assignment]
            self.names[concept] = dict(labels)
            said[concept] = list(labels.items()) + [(lang, text) for lang, texts in synonyms.items() for text in texts]
        return said

    def _index(self, said: Mapping[str, list[tuple[str, str]]], typed: Mapping[str, list[tuple[str, str]]]) -> None:
        phrases = []
        for table in (said, typed):
            for concept, ways in table.items():
                for language, text in dict.fromkeys(ways):
                    phrase = self._phrase(concept, language, text, table is typed)
                    if phrase is not None:
                        phrases.append(phrase)
                        self._note(phrase, text)
        frequency = Counter(key for phrase in phrases for keys in phrase.keys for key in keys)
        for phrase in phrases:
            anchor = phrase.keys[0]
            if len(phrase.keys) > 1:
                anchor = min(phrase.keys, key=lambda keys: sum(frequency[key] for key in keys))
            for key in anchor:
                self._by_anchor[key].append(phrase)
            for keys in phrase.keys if not phrase.is_typed else ():
                for key in keys:
                    self._terms[key].add(phrase.script)

    def _note(self, phrase: Phrase, text: str) -> None:
        concept = phrase.concept
        if phrase.language == "vi" and len(phrase.keys) > 1:
            self._last[concept] = self._last.get(concept, frozenset()) | phrase.keys[-1]
        if len(phrase.keys) == 1:
            self._exact[phrase.toned[0]].add(phrase.language)
            self._keys[concept] = self._keys.get(concept, frozenset()) | phrase.keys[0]
            for key in phrase.keys[0] if not phrase.is_typed else ():  # nobody is shown a word nobody would print
                self._spelled.setdefault(key, text)

    def _phrase(self, concept: str, language: str, text: str, is_typed: bool) -> Phrase | None:
        name = f"{language} {text}"
        if name not in self._pieces:
            self._pieces[name] = _taken_apart(language, text)
        script, listed, toned, written = self._pieces[name]
        if not listed:
            return None
        keys = tuple(self._shared.setdefault(tuple(one), frozenset(one)) for one in listed)
        if script == "latin":
            self._latin.update(written)
        for skeleton, own in zip(written, keys, strict=False) if language != "vi" else ():
            known = self._written.get(skeleton)
            self._written[skeleton] = own if known is None or known is own else known | own
        return Phrase(concept, language, script, keys, tuple(toned), is_typed)

    def _imply(self, concept: str, topic: Mapping[str, object]) -> None:
        named: Counter[str] = Counter()
        for language, label in topic["labels"].items():  # type: ignore[attr-defined]
            found = self.find(tokens(label, language), language, with_typed=False)
            named.update({match.concept for match in found if match.concept.startswith("word:")})
        self.implied[concept] = frozenset(word for word, count in named.items() if count >= IMPLIED_IN)

    def keys_of(self, concept: str) -> frozenset[str]:
        """Keys of the single words for a concept in all languages; in Vietnamese the last syllable (séc of tiếng
        séc)."""
        return self._keys.get(concept, frozenset()) | self._last.get(concept, frozenset())

    def spelled(self, key: str) -> str:
        """A word of the vocabulary with this key, as people write it; "" where there is none."""
        return self._spelled.get(key, "")

    def spread(self, about: int) -> list[str]:
        """At most `about` names of concepts from the whole vocabulary, each in one language, the languages in turn."""
        tables = [table for _concept, table in sorted(self.names.items()) if len(table) > 1]
        kept = [tables[number * len(tables) // about] for number in range(min(about, len(tables)))]
        return [sorted(table.items())[number % len(table)][1] for number, table in enumerate(kept)]

    def terms(self) -> dict[str, set[str]]:
        """Every key of the vocabulary with the scripts it occurs in; what spelling may correct to."""
        return self._terms

    def languages_of(self, token: Token) -> set[str]:
        """Languages in which exactly this word means something."""
        return self._exact.get(token.toned, set())

    def is_typed_cyrillic(self, token: Token) -> bool:
        """Whether a word in Latin letters is written like a Cyrillic one and like none of a Latin script: "mova"."""
        sounds = {sound for sound, family in fold.sounds(token.plain) if family == "cs"}
        return token.script == "latin" and bool(sounds & self._written.keys()) and not sounds & self._latin

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(dict.fromkeys(self._written, 1), most=len(self._written))

    def near(self, token: Token, limit: int = 3) -> list[tuple[frozenset[str], int]]:
        """(keys, slips) of the words in any language that are written nearly like this one, endings and all."""
        found = self._spelling.near([sound for sound, _family in fold.sounds(token.plain)], limit)
        return [(self._written[skeleton], slips) for skeleton, slips in found]

    def find(
        self,
        found: Sequence[Token],
        language: str = "",
        scripts: frozenset[str] | None = None,
        *,
        with_typed: bool = True,
    ) -> list[Match]:
        """Concepts in these tokens. With `language` only its words count; with `scripts` only words written so. `with_typed`: what
        people only type counts as well, which it does not in listings.

        `positions` count tokens. A Vietnamese word of one syllable counts only with its marks.
        """
        places: dict[str, list[int]] = defaultdict(list)
        for position, token in enumerate(found):
            for key in token.keys:
                places[key].append(position)
        ranks = list(accumulate((not is_stop(token, language) for token in found), initial=0))
        has_tones = any(token.toned != token.plain for token in found)
        matches: dict[tuple[str, frozenset[int]], Match] = {}
        for key, positions in places.items():
            for phrase in self._by_anchor.get(key, ()):
                if (language and phrase.language != language) or (scripts and phrase.script not in scripts):
                    continue
                if phrase.is_typed and not with_typed:
                    continue
                for position in positions:
                    if len(phrase.keys) == 1 and is_stop(found[position], language or phrase.language):
                        continue
                    if phrase.is_syllable and not _is_same_syllable(phrase, found[position], has_tones):
                        continue
                    spot = _spot(phrase, position, places, ranks)
                    if spot and not (has_tones and _is_other_word(phrase, found, spot)):
                        matches.setdefault((phrase.concept, spot), Match(phrase.concept, spot, phrase.language))
        return sorted(matches.values(), key=lambda match: (-len(match.positions), min(match.positions), match.concept))

    def concepts_of(self, text: str, language: str) -> set[str]:
        """Concepts that a text in a known language names, with the everyday words they stand for."""
        return self.with_implied(
            {match.concept for match in self.find(tokens(text, language), language, with_typed=False)}
        )

    def with_implied(self, concepts: Iterable[str]) -> set[str]:
        """These concepts, the everyday words they stand for, and the wider ones (who writes of dogs writes of
        animals)."""
        found = set(concepts)
        for _step in range(3):
            more = {
                other for concept in found for other in (*self.implied.get(concept, ()), *self.wider.get(concept, ()))
            }
            if more <= found:
                break
            found |= more
        return found


def _languages_of(text: str, typed_on: str) -> tuple[str, ...]:
    """Languages whose script a word of staff is written in: whoever typed it may read another language than it is of."""
    script = fold.script(text)
    if script == "cyrillic":
        return ("uk", "ru", "bg")
    if script == "arabic":
        return ("ar",)
    is_vietnamese = typed_on == "vi" or looks_vietnamese(tokens(text), frozenset())
    return ("vi",) if is_vietnamese else ("cs", "en")


def _taken_apart(language: str, text: str) -> Pieces:
    found = tokens(text, language)
    kept = [token for token in found if not is_stop(token, language)]
    if len(kept) < 2 or language == "vi":  # "bez domova" must not become "domov"; syllables stand side by side
        kept = found
    if not kept:
        return "", [], [], []
    keys, written = [], []
    for token in kept:
        bones = fold.consonants(token.plain) if language == "ar" else ""
        keys.append(sorted({*token.keys, *(["a:" + bones] if len(bones) > 1 else [])}))
        written.append("" if language == "vi" else next((sound for sound, _ in fold.sounds(token.plain, language)), ""))
    return kept[0].script, keys, [token.toned for token in kept], written


def _spot(phrase: Phrase, anchor: int, places: Mapping[str, list[int]], ranks: Sequence[int]) -> frozenset[int] | None:
    """Where the whole phrase lies around its anchor, or None. `ranks`: the place of each word when small words are not
    counted. Vietnamese: in order, side by side."""
    size = len(phrase.keys)
    if size == 1:
        return frozenset((anchor,))
    if phrase.language == "vi":
        for start in range(anchor - size + 1, anchor + 1):
            if all(any(start + step in places.get(key, ()) for key in keys) for step, keys in enumerate(phrase.keys)):
                return frozenset(range(start, start + size))
        return None
    chosen: set[int] = set()
    for keys in phrase.keys:
        near = [
            spot
            for key in keys
            for spot in places.get(key, ())
            if abs(ranks[spot] - ranks[anchor]) < size + SLACK and spot not in chosen
        ]
        if not near:
            return None
        chosen.add(min(near, key=lambda spot: (spot != anchor, abs(spot - anchor))))
    is_close = ranks[max(chosen)] - ranks[min(chosen)] < size + SLACK
    return frozenset(chosen) if anchor in chosen and is_close else None


def _is_other_word(phrase: Phrase, found: Sequence[Token], spot: frozenset[int]) -> bool:
    """In a query with marks, a small word is what it says: "cho con" (for a child) is no "chó con" (a puppy)."""
    if phrase.language != "vi":
        return False
    typed = [found[place] for place in sorted(spot)]
    pairs = zip(typed, phrase.toned, strict=False)
    return any(is_stop(token, "vi") and token.toned != toned for token, toned in pairs)


def _is_same_syllable(phrase: Phrase, token: Token, has_tones: bool) -> bool:
    """Marks tell Vietnamese words of one syllable apart; a text typed wholly without them is trusted for longer
    ones."""
    if has_tones:
        return token.toned == phrase.toned[0]
    return len(token.plain) >= 4


def read_words(text: str) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """The everyday words and what includes what, from the text of `data/words.toml`."""
    tables = tomllib.loads(text)
    wider: dict[str, str] = tables.pop("wider", {})
    return tables, wider


def read_more(folder: Path) -> dict[str, dict[str, str]]:
    """Further words per language and concept, from the files `<language>.toml` of `data/more`."""
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}
