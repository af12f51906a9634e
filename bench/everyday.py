"""Everyday queries in six languages for ten listings that exist in Czech only, among the listings of the demonstration city.

python -m bench.everyday          # prints a table; --show lists what was not found
All of them were written without a look at the vocabulary. By the misses of `first` and then of `kept` the vocabulary was
extended; nothing was changed after `last` had been measured.
"""

import argparse
import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from bench.search import load_gazetteer, load_vocabulary, query_of, reader_of
from mosty.search.kinds import Engine
from mosty.search.rules.asking import FEW, NEAREST, closest
from mosty.search.rules.documents import Document
from mosty.search.rules.prepare import prepare
from mosty.search.rules.understand import Understanding, understand
from mosty.search.rules.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parent.parent
ASKED = ROOT / "tests" / "search" / "everyday"
SOURCES = ("mosty/opportunities/data/templates.toml", "config/cities/prague/demo/opportunities-2.toml")
FIRST = 20
SETS = ("first", "kept", "last")
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


def documents(vocabulary: Vocabulary) -> list[Document]:
    """The ten listings, with no topics chosen, and everything that ships with words as their neighbours."""
    found = []
    for name, text in tomllib.loads((ASKED / "listings.toml").read_text(encoding="utf-8")).items():
        found.append(_document(name, {"cs": text}, [], vocabulary))
    for source in SOURCES:
        for kind, rows in tomllib.loads((ROOT / source).read_text(encoding="utf-8")).items():
            for number, row in enumerate(rows):
                groups = (("activity", "activities"), ("cause", "causes"), ("audience", "audiences"))
                declared = [f"{group}:{code}" for group, column in groups for code in row.get(column, ())]
                if row.get("text"):
                    found.append(_document(f"{kind}-{number}", row["text"], declared, vocabulary))
    return found


def measure(words: Vocabulary, kept: str) -> dict[str, Any]:
    """`missed`: language → listing → queries that did not find it among the first 20; `asked`: queries per language;
    `below`: how many of the missed ones the page shows as what comes closest; `longest`: how many a query found at most.
    `kept`: which of `SETS`.
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
                    if name not in found and len(found) < FEW and name in _closest(engine, read, found):
                        below[language] += 1
                    if name not in found:
                        missed.setdefault(language, {}).setdefault(name, []).append(query)
    return {"missed": missed, "asked": asked, "below": below, "longest": longest}


def _closest(engine: Engine, read: Understanding, found: list[str]) -> list[str]:
    """What the page shows below a short list: listings that answer a part of the words."""
    if not read.groups:
        return []
    hits = engine.search(closest(query_of(read), NEAREST + FEW)).hits
    return [hit.id for hit in hits if hit.id not in found][:NEAREST]


def report(is_shown: bool = False) -> dict[str, Any]:
    """Prints how many of the queries found their listing, with the vocabulary and without; returns the shares."""
    found: dict[str, Any] = {}
    for name, vocabulary in (("with", load_vocabulary()), ("without", Vocabulary([], {}))):
        for kept in SETS:
            result = measure(vocabulary, kept)
            print(f"\neveryday queries ({kept}), {name} the vocabulary; the longest list has {result['longest']}")
            for language in LANGUAGES:
                rows = result["missed"].get(language, {})
                count = result["asked"][language]
                hit = count - sum(map(len, rows.values()))
                found.setdefault(kept, {}).setdefault(language, {})[name] = [hit, count, result["below"][language]]
                below = result["below"][language]
                print(
                    f"  {language}: {hit} of {count}, {below} more below a short list",
                    rows if is_shown and name == "with" else "",
                )
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="list what was not found")
    report(parser.parse_args().show)
