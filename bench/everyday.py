"""Everyday queries in six languages for ten listings that exist in Czech only, among the listings of the demonstration city.

python -m bench.everyday          # prints a table; --show lists what was not found
All of them were written without a look at the vocabulary. `SEEN`: sets by whose misses something was changed afterwards; the
others were measured once, and nothing was changed by them (`seventh` is kept where it was by a test since). With nearness in
meaning only where it is installed (make meaning).
"""

import argparse
import json
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.nearness import MISSING, is_there, nearness, passage
from bench.search import load_gazetteer, load_vocabulary, query_of, reader_of
from mosty.search.kinds import Engine
from mosty.search.rules.asking import FEW, NEAREST, closest, in_turn
from mosty.search.rules.documents import Document, Meanings
from mosty.search.rules.prepare import prepare
from mosty.search.rules.understand import Understanding, understand
from mosty.search.rules.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parent.parent
ASKED = ROOT / "tests" / "search" / "everyday"
SOURCES = ("mosty/opportunities/data/templates.toml", "config/cities/prague/demo/opportunities-2.toml")
FIRST = 20
ALL = NEAREST + FEW
SEEN = ("first", "kept", "last", "fourth", "fifth", "sixth")
SETS = (*SEEN, "seventh", "eighth")
LANGUAGES = ("en", "uk", "ru", "vi", "bg", "ar")


def _document(name: str, texts: dict[str, dict[str, Any]], declared: list[str], vocabulary: Vocabulary) -> Document:
    rows = []
    for language, text in texts.items():
        if not isinstance(text, dict):
            continue
        parts = [text.get("summary", ""), text.get("description", ""), *text.get("responsibilities", ())]
        rows.append((language, text.get("title", ""), " ".join(parts)))
    ready = prepare(rows, vocabulary, declared=declared)
    return Document(name, ready.title_keys, ready.body_keys, ready.title_concepts, ready.body_concepts)


def listings() -> Iterator[tuple[str, dict[str, dict[str, Any]], list[str]]]:
    """Name, texts by language and chosen topics of the ten listings (which have none) and of everything that ships with words."""
    for name, text in tomllib.loads((ASKED / "listings.toml").read_text(encoding="utf-8")).items():
        yield name, {"cs": text}, []
    for source in SOURCES:
        for kind, rows in tomllib.loads((ROOT / source).read_text(encoding="utf-8")).items():
            for number, row in enumerate(rows):
                groups = (("activity", "activities"), ("cause", "causes"), ("audience", "audiences"))
                declared = [f"{group}:{code}" for group, column in groups for code in row.get(column, ())]
                if row.get("text"):
                    yield f"{kind}-{number}", row["text"], declared


def documents(vocabulary: Vocabulary) -> list[Document]:
    """The listings as the index takes them."""
    return [_document(name, texts, declared, vocabulary) for name, texts, declared in listings()]


def passages() -> dict[str, tuple[str, str]]:
    """What the third signal reads of the listings: Czech where there is any."""
    found = {}
    for name, texts, _declared in listings():
        found[name] = passage(texts.get("cs") or next(iter(texts.values())), "summary", "description")
    return found


def measure(words: Vocabulary, kept: str, near: Meanings | None = None) -> dict[str, Any]:
    """`asked`: queries per language; `below`: how many did not find their listing among the first 20, but below a short list, as
    what comes closest; `missed`: language → listing → queries that did neither; `longest`: how many a query found at most.
    `kept`: which of `SETS`; `near`: nearness in meaning, where the city has it.
    """
    gazetteer = load_gazetteer()
    missed: dict[str, dict[str, list[str]]] = {}
    asked, below = dict.fromkeys(LANGUAGES, 0), dict.fromkeys(LANGUAGES, 0)
    longest = 0
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder))
        engine.rebuild(documents(words))
        reader = reader_of(engine, words, gazetteer)
        for language in LANGUAGES:
            path = ASKED / kept / f"{language}.json"
            for name, queries in json.loads(path.read_text(encoding="utf-8")).items():
                asked[language] += len(queries)
                for query in queries:
                    read = understand(query, reader)
                    result = engine.search(query_of(read, limit=FIRST, facets=()))
                    longest = max(longest, result.total)
                    found = [hit.id for hit in result.hits]
                    if name in found:
                        continue
                    if len(found) < FEW and name in _closest(
                        engine, read, found, near.near(query, ALL) if near else []
                    ):
                        below[language] += 1
                        continue
                    missed.setdefault(language, {}).setdefault(name, []).append(query)
    return {"missed": missed, "asked": asked, "below": below, "longest": longest}


def _closest(engine: Engine, read: Understanding, found: list[str], near: list[tuple[str, float]]) -> list[str]:
    """What the page shows below a short list."""
    parts = engine.search(closest(query_of(read), read, ALL)).hits if read.groups or read.wider else ()
    return in_turn([one for one, _likeness in near], [hit.id for hit in parts], found)


def report(is_shown: bool = False, sets: Sequence[str] = SETS) -> dict[str, Any]:
    """Prints how many of the queries found their listing: with the vocabulary, without it, with nearness in meaning on top.

    Returns set → language → way → [found, asked, more below a short list as what comes closest].
    """
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        words = load_vocabulary()
        ways: list[tuple[str, Vocabulary, Meanings | None]] = [
            ("vocabulary", words, None),
            ("no vocabulary", Vocabulary([], {}), None),
        ]
        if is_there():
            near = nearness(words, Path(folder), passages())
            ways.insert(1, ("vocabulary and nearness in meaning", words, near))
        else:
            print(MISSING)
        for name, vocabulary, by_meaning in ways:
            for kept in sets:
                result = measure(vocabulary, kept, by_meaning)
                print(f"\n{kept}, {name}; the longest list has {result['longest']}")
                rows = {language: _row(result, language) for language in LANGUAGES}
                for language, row in rows.items():
                    found.setdefault(kept, {}).setdefault(language, {})[name] = row
                    missed = result["missed"].get(language, {}) if is_shown and name != "no vocabulary" else ""
                    print(f"  {language}: {row[0]} of {row[1]}, {row[2]} more closest to a short list", missed)
                hit, asked, below = (sum(row[place] for row in rows.values()) for place in range(3))
                print(f"  all: {hit} of {asked}, {below} more closest to a short list")
    return found


def _row(result: dict[str, Any], language: str) -> list[int]:
    count, below = result["asked"][language], result["below"][language]
    return [count - below - sum(map(len, result["missed"].get(language, {}).values())), count, below]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="list what was not found")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    options = parser.parse_args()
    report(options.show, options.sets)
