"""Search, measured: quality on the judged sets beside the checkout, latency on listings made up on the spot.

python -m bench.search            # prints the tables
from bench.search import measure  # the same as a dict, for bench/results.json
"""

import csv
import datetime as dt
import json
import math
import random
import statistics
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mosty.search.kinds import Engine
from mosty.search.rules import intents
from mosty.search.rules.analyse import tokens
from mosty.search.rules.documents import Document, Query
from mosty.search.rules.places import Gazetteer
from mosty.search.rules.prepare import prepare
from mosty.search.rules.spelling import MOST, Spelling
from mosty.search.rules.understand import Reader, Understanding, understand
from mosty.search.rules.vocabulary import Vocabulary, read_more, read_words

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
TARGETS = {
    "same": (0.98, 0.95),
    "nodia": (0.98, 0.95),
    "typo": (0.95, 0.90),
    "inflect": (0.95, 0.90),
    "translit": (0.95, 0.90),
    "cross": (0.90, 0.78),
}
CLASSES = {
    "same-language": "same", "no-diacritics": "nodia", "inflected": "inflect", "transliterated": "translit",
    "cross-language": "cross",
}  # fmt: skip
CITY_NAMES = ("Praha", "Prague", "Прага", "براغ", "Praze", "Prahy", "Praga")


def load_vocabulary() -> Vocabulary:
    """The vocabulary from the files that ship."""
    topics: list[dict[str, Any]] = []
    for path in sorted((ROOT / "mosty/city/data/topics").glob("*.toml")):
        topics += tomllib.loads(path.read_text(encoding="utf-8"))["topic"]
    data = ROOT / "mosty/search/data"
    return Vocabulary(topics, *read_words((data / "words.toml").read_text(encoding="utf-8")), read_more(data / "more"))


def load_gazetteer() -> Gazetteer:
    path = ROOT / "config/cities/prague/districts.toml"
    districts = tomllib.loads(path.read_text(encoding="utf-8"))["district"] if path.is_file() else []
    return Gazetteer(districts, CITY_NAMES)


def reader_of(engine: Engine, vocabulary: Vocabulary, gazetteer: Gazetteer) -> Reader:
    """What understanding a query needs to know about this index."""
    terms = engine.terms(MOST)
    for key in vocabulary.terms():
        terms.setdefault(key, 1)
    return Reader(
        vocabulary, gazetteer, Spelling(terms), vocabulary.keys_of("word:czech"), engine.frequency, engine.size()
    )


def query_of(read: Understanding, **more: Any) -> Query:
    return Query(
        groups=read.groups,
        needed=read.needed,
        prefers_age=read.age,
        prefers_no_local_language=read.wants_no_local_language,
        **more,
    )


# --- quality --------------------------------------------------------------------------------------
def bench_documents(listings: Sequence[Mapping[str, Any]], vocabulary: Vocabulary) -> list[Document]:
    found = []
    for listing in listings:
        texts = [(language, parts[0], " ".join(parts[1:])) for language, parts in listing["text"].items()]
        ready = prepare(texts, vocabulary)
        found.append(
            Document(str(listing["id"]), ready.title_keys, ready.body_keys, ready.title_concepts, ready.body_concepts)
        )
    return found


def prague_documents(rows: Sequence[Mapping[str, str]], vocabulary: Vocabulary, gazetteer: Gazetteer) -> list[Document]:
    """The rows as an import would bring them: words to keys, texts to topics, the stated age and language need to
    fields."""
    found = []
    for row in rows:
        language = row["text_lang"]
        body = " ".join((row["description"], row["organisation"], row["when_text"], row["offered"]))
        ready = prepare(
            [(language, row["title"], body), ("en", "", f"{row['activity']}; {row['beneficiaries']}")], vocabulary
        )
        place = gazetteer.find(tokens(row["district"]))
        found.append(
            Document(
                row["id"],
                ready.title_keys,
                ready.body_keys,
                ready.title_concepts,
                ready.body_concepts,
                facets={"district": tuple(slug for name in place for slug in name.districts)},
                level=_level(row, vocabulary.keys_of("word:czech")),
                minimum_age=int(row["min_age"]) if row["min_age"] else None,
            )
        )
    return found


def _level(row: Mapping[str, str], local_names: frozenset[str]) -> str:
    """The stated need of Czech, read off the columns: another language will do, Czech is required, or nothing is
    said."""
    required = row["languages_required"]
    if required:
        return "b1" if required.startswith("cs") and "|" not in required else "none"
    note = tokens(row["language_note"])
    return (
        "none"
        if intents.no_local_language(note, local_names, within=2) or "english-speaking" in row["language_note"].lower()
        else ""
    )


def score(ranked: Sequence[str], grades: Mapping[str, int], ignored: set[str]) -> tuple[float, float]:
    """(recall@20, nDCG@10); ignored ids are removed before scoring."""
    kept = [name for name in ranked if name not in ignored]
    reachable = min(20, len(grades))
    recall = sum(1 for name in kept[:20] if name in grades) / reachable
    gain = sum((2 ** grades.get(name, 0) - 1) / math.log2(place + 2) for place, name in enumerate(kept[:10]))
    best = sum(
        (2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(sorted(grades.values(), reverse=True)[:10])
    )
    return recall, gain / best


def run_set(
    documents: Sequence[Document],
    queries: Sequence[Mapping[str, Any]],
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    show: bool,
) -> dict[str, Any]:
    """Per class: recall, nDCG, number; and the result counts of queries that nothing answers."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder))
        engine.rebuild(documents)
        reader = reader_of(engine, vocabulary, gazetteer)
        scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
        empty: list[int] = []
        for asked in queries:
            read = understand(asked["q"], reader)
            result = engine.search(query_of(read, limit=40, facets=()))
            ranked = [hit.id for hit in result.hits]
            relevant = asked["relevant"]
            grades = relevant if isinstance(relevant, dict) else dict.fromkeys(relevant, 1)
            ignored = {str(name) for name in (*asked.get("ignored", ()), *asked.get("partial", ()))}
            if not grades:
                empty.append(len([name for name in ranked if name not in ignored]))
                if show and empty[-1]:
                    print(f"   - {asked['q']}: {empty[-1]} found, none wanted; {_short(read)}")
                continue
            pair = score(ranked, grades, ignored)
            scores[CLASSES.get(asked["class"], asked["class"])].append(pair)
            if show and min(pair) < 0.999:
                missing = sorted(set(grades) - set(ranked[:20]))[:9]
                reached = f"{asked['class'][:6]:6} {pair[0]:.2f} {pair[1]:.2f}"
                print(f"   {reached} {asked['q']}: missing {missing} {_short(read)}")
    table = {
        name: {
            "n": len(pairs),
            "recall_20": statistics.mean(p[0] for p in pairs),
            "ndcg_10": statistics.mean(p[1] for p in pairs),
        }
        for name, pairs in scores.items()
    }
    return {"classes": table, "none_wanted": {"n": len(empty), "found": empty}}


def _short(read: Understanding) -> str:
    return (
        " + ".join(
            f"{g.text}[{g.weight:.2f}{'' if g.is_needed else '?'}]:{','.join(w.key for w in g.ways)}"
            for g in read.groups
        )
        + f" unknown={read.unknown}"
    )


def measure_quality(show: bool = False, *, has_vocabulary: bool = True) -> dict[str, Any]:
    """Both judged sets, with the vocabulary or (the control) without; says so where the data is not beside the checkout."""
    if not (DATA / "judged").is_dir():
        print(f"judged sets: not measured, there is no {DATA / 'judged'}")
        return {}
    vocabulary = load_vocabulary() if has_vocabulary else Vocabulary([], {})
    gazetteer = load_gazetteer()
    bench = json.loads((DATA / "judged/bench_set.json").read_text(encoding="utf-8"))
    asked = json.loads((DATA / "judged/prague_queries.json").read_text(encoding="utf-8"))
    with (DATA / "opportunities_prague.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    return {
        "bench_set": run_set(
            bench_documents(bench["listings"], vocabulary), bench["queries"], vocabulary, gazetteer, show
        ),
        "prague_queries": run_set(prague_documents(rows, vocabulary, gazetteer), asked, vocabulary, gazetteer, show),
    }


# --- latency --------------------------------------------------------------------------------------
def made_up(count: int, subjects_known: Sequence[str], seed: int = 7) -> list[Document]:
    """Listings with words and subjects drawn as unevenly as real ones are, and all facets filled."""
    draw = random.Random(seed)
    words = ["w" + "".join(draw.choice("abdeiklmnoprstuv") for _ in range(draw.randint(3, 8))) for _ in range(20_000)]
    weights = [1 / (rank + 30) for rank in range(len(words))]  # the commonest word stands in a fifth of the listings
    concepts = draw.sample(list(subjects_known), k=300)
    heavy = [1 / (rank + 3) for rank in range(len(concepts))]
    bodies = draw.choices(words, weights, k=count * 40)
    subjects = draw.choices(concepts, heavy, k=count * 6)
    found = []
    for number in range(count):
        body = bodies[number * 40 : number * 40 + 40]
        about = subjects[number * 6 : number * 6 + 6]
        found.append(
            Document(
                f"d{number:09d}", tuple(body[:5]), tuple(body[5:]), frozenset(about[:2]), frozenset(about[2:]),
                facets={
                    "kind": (draw.choice(("help", "help", "meet")),), "cause": (f"cause{draw.randrange(18)}",),
                    "activity": tuple({f"activity{draw.randrange(60)}" for _ in range(2)}),
                    "audience": (f"audience{draw.randrange(23)}",),
                    "district": (f"praha-{draw.randrange(57)}",), "language": tuple({draw.choice(("cs", "en", "uk",
                    "ru", "vi")) for _ in range(2)}),
                    "day_part": tuple({f"Day{draw.randrange(21)}" for _ in range(3)}),
                    "commitment": (draw.choice(("once", "week", "month")),),
                    "mode": (draw.choice(("offline", "offline", "online")),), "paper": (draw.choice(("none",
                    "training", "interview")),),
                },
                level=draw.choice(("", "none", "a1", "a2", "b1", "b2")), posted_on=dt.date(2026, 11, 1) -
                dt.timedelta(days=draw.randrange(700)),
                latitude=50 + draw.random() * 0.2, longitude=14.3 + draw.random() * 0.4,
            )
        )  # fmt: skip
    return found


NINE = ("kind", "cause", "activity", "audience", "district", "level", "day_part", "commitment", "mode")


def latency_mix(
    draw: random.Random, documents: Sequence[Document], vocabulary: Vocabulary
) -> list[tuple[str, dict[str, Any]]]:
    """What people ask: words of the listings, half of the time everyday words of some language that only the vocabulary
    joins to them; some with a filter or two, some by distance."""
    everyday = [word for names in vocabulary.names.values() for word in names.values()]
    mix: list[tuple[str, dict[str, Any]]] = []
    for _ in range(300):
        sample = draw.choice(documents)
        typed = draw.sample([*sample.title_keys, *sample.body_keys], k=draw.choice((1, 2, 2, 3)))
        if draw.random() < 0.5:
            typed = draw.sample(everyday, k=draw.choice((1, 2)))
        extra: dict[str, Any] = {}
        if draw.random() < 0.4:
            extra["filters"] = {draw.choice(("district", "cause", "day_part")): ("praha-7",), "level": ("a2",)}
        if draw.random() < 0.1:
            extra |= {"near": (50.1, 14.44), "sort": "distance"}
        mix.append((" ".join(typed), extra))
    return mix


def measure_latency(sizes: Sequence[int] = (5_000, 100_000)) -> dict[str, Any]:
    """p50 and p95 of the engine alone (nine facets, total, 20 hits) and with understanding the query; build
    seconds."""
    vocabulary, gazetteer = load_vocabulary(), load_gazetteer()
    table: dict[str, Any] = {}
    for size in sizes:
        documents = made_up(size, sorted(vocabulary.names))
        with tempfile.TemporaryDirectory() as folder:
            engine = Engine(Path(folder))
            started = time.perf_counter()
            engine.rebuild(documents)
            built = time.perf_counter() - started
            reader = reader_of(engine, vocabulary, gazetteer)
            engine_ms, whole_ms = [], []
            for typed, extra in latency_mix(random.Random(3), documents, vocabulary):
                begun = time.perf_counter()
                query = query_of(understand(typed, reader), facets=NINE, **extra)
                asked = time.perf_counter()
                engine.search(query)
                ended = time.perf_counter()
                engine_ms.append((ended - asked) * 1000)
                whole_ms.append((ended - begun) * 1000)
            landing = []
            for _ in range(20):
                begun = time.perf_counter()
                engine.search(Query(facets=NINE))
                landing.append((time.perf_counter() - begun) * 1000)
        table[str(size)] = {
            "build_s": round(built, 1), "engine_p50_ms": _part(engine_ms, 0.5), "engine_p95_ms": _part(engine_ms,
            0.95),
            "whole_p50_ms": _part(whole_ms, 0.5), "whole_p95_ms": _part(whole_ms, 0.95),
            "landing_p50_ms": _part(landing, 0.5),
        }  # fmt: skip
    return table


def _part(values: Sequence[float], share: float) -> float:
    return round(sorted(values)[min(len(values) - 1, int(len(values) * share))], 2)


def measure(show: bool = False, sizes: Sequence[int] = (5_000, 100_000)) -> dict[str, Any]:
    """All figures of this bench; printed as tables, returned as a dict."""
    quality, control = measure_quality(show), measure_quality(has_vocabulary=False)
    for name, result in quality.items():
        print(f"\n{name:16} {'n':>4} {'recall@20':>10} {'nDCG@10':>9}   target              without the vocabulary")
        for kind, row in sorted(result["classes"].items()):
            wanted, without = TARGETS[kind], control[name]["classes"][kind]
            met = "met" if row["recall_20"] >= wanted[0] and row["ndcg_10"] >= wanted[1] else "not met"
            figures = f"{row['n']:>4} {row['recall_20']:>10.3f} {row['ndcg_10']:>9.3f}"
            missing = f"{without['recall_20']:.3f} / {without['ndcg_10']:.3f}"
            print(f"{kind:16} {figures}   {wanted[0]:.2f} / {wanted[1]:.2f} {met:8} {missing}")
        print(f"{'nothing wanted':16} {result['none_wanted']['n']:>4}   found: {result['none_wanted']['found']}")
    latency = measure_latency(sizes) if sizes else {}
    for size, row in latency.items():
        print(f"\n{size} listings: " + ", ".join(f"{name} {value}" for name, value in row.items()))
    return {"quality": quality, "without_vocabulary": control, "latency": latency}


def _main() -> None:
    show = "--show" in sys.argv
    measure(show, () if "--quality" in sys.argv else (5_000, 100_000))


if __name__ == "__main__":
    _main()
