"""Everyday queries in six languages for six listings that exist in Czech only, among the listings of the demonstration city.

python -m bench.everyday          # prints a table; --show lists what was not found
The queries (tests/search/everyday) were written by people who did not see the vocabulary, before it was extended.
"""

import argparse
import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from bench.search import load_gazetteer, load_vocabulary, query_of, reader_of
from mosty.search.kinds import Engine
from mosty.search.rules.documents import Document
from mosty.search.rules.prepare import prepare
from mosty.search.rules.understand import understand
from mosty.search.rules.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parent.parent
ASKED = ROOT / "tests" / "search" / "everyday"
SOURCES = ("mosty/opportunities/data/templates.toml", "config/cities/prague/demo/opportunities-2.toml")
FIRST = 20


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
    """The six listings, with no topics chosen, and everything that ships with words as their neighbours."""
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


def measure(vocabulary: Vocabulary | None = None) -> dict[str, Any]:
    """{language: {listing: [queries that did not find it among the first 20]}}, and how many listings a query finds at most."""
    words = vocabulary or load_vocabulary()
    gazetteer = load_gazetteer()
    missed: dict[str, dict[str, list[str]]] = {}
    longest = 0
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder))
        engine.rebuild(documents(words))
        reader = reader_of(engine, words, gazetteer)
        for path in sorted(ASKED.glob("*.json")):
            for name, queries in json.loads(path.read_text(encoding="utf-8")).items():
                for query in queries:
                    result = engine.search(query_of(understand(query, reader), limit=FIRST, facets=()))
                    longest = max(longest, result.total)
                    if name not in [hit.id for hit in result.hits]:
                        missed.setdefault(path.stem, {}).setdefault(name, []).append(query)
    return {"missed": missed, "longest": longest}


def _main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true")
    is_shown = parser.parse_args().show
    for name, vocabulary in (("vocabulary", None), ("without the vocabulary", Vocabulary([], {}))):
        found = measure(vocabulary)
        print(f"{name}: the longest list has {found['longest']}")
        for language in sorted(path.stem for path in ASKED.glob("*.json")):
            rows = found["missed"].get(language, {})
            print(
                f"  {language}: found {60 - sum(map(len, rows.values()))} of 60",
                rows if is_shown and not vocabulary else "",
            )


if __name__ == "__main__":
    _main()
