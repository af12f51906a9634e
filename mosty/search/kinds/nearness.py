"""How near listings are to a query in meaning: one vector per listing beside the index, all compared at once.

A third signal, never required: it offers what comes closest to a query that the words answer with little or nothing. The
vectors lie in a file of their own in the index folder; it may be deleted at any time, the worker makes them anew. A search reads
them from memory: four bytes times the model's dimensions per listing.
"""

import hashlib
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

log = logging.getLogger("mosty.search")
LEAST = 0.15  # the cosine from which two texts have something to do with each other; chosen with bench.everyday
FEWEST = 20  # of fewer listings nobody can say what they have in common, and all of them fit on two pages anyway
LARGE, LARGE_AGE_S = 5_000, 60.0  # so many vectors are read again after a minute at the earliest
TABLES = """
create table if not exists vectors (id text primary key, made_from text not null, vector blob not null);
create table if not exists wanted (id text primary key);
create table if not exists centre (one integer primary key check (one = 1), vector blob not null);
create table if not exists changes (one integer primary key check (one = 1), number integer not null);
insert or ignore into changes values (1, 0);
"""


class Model(Protocol):
    """Texts to vectors of one length; the name stands in the name of the file, so that vectors of two models never mix."""

    name: str

    def query(self, text: str) -> Any: ...
    def passages(self, texts: Sequence[str]) -> Any: ...


class Nearness:
    """The vectors of one installation. Safe to share between threads; several processes may read and write.

    `usual`: words as people search with them, in every language. What such queries have in common (mostly that they are short)
    is taken off each query before it is compared.
    """

    def __init__(self, folder: Path, model: Model, usual: Sequence[str]) -> None:
        self._path = Path(folder) / f"nearness-{model.name}.sqlite3"
        self._model, self._usual = model, usual
        self._lock = threading.RLock()
        self._model_lock = threading.Lock()  # the model works on one text at a time
        self._number, self._read_at = -1, 0.0
        self._ids: list[str] = []
        self._rows: Any = None
        self._centre: Any = None
        self._vector = lru_cache(maxsize=1_000)(self._vector_of)

    # --- reading ---------------------------------------------------------------------------------------------------
    def near(self, text: str, most: int) -> list[tuple[str, float]]:
        """At most so many ids, the nearest first, with their cosine; empty until the worker has learnt enough."""
        self._read()
        with self._lock:
            ids, rows, centre = self._ids, self._rows, self._centre
        if centre is None or len(ids) < FEWEST:
            return []
        likeness = rows @ _unit(self._vector(text) - centre)
        best = np.argsort(-likeness, kind="stable")[:most]
        return [(ids[place], float(likeness[place])) for place in best if likeness[place] >= LEAST]

    def wanted(self, most: int) -> list[str] | None:
        """Ids whose vectors may be out of date; None where there is no file yet, so that all are."""
        if not self._path.is_file():
            return None
        return [row[0] for row in self._asked("select id from wanted order by rowid limit ?", most)]

    def _read(self) -> None:
        with self._lock:
            if len(self._ids) > LARGE and time.monotonic() - self._read_at < LARGE_AGE_S:
                return
            number = self._asked("select number from changes")
            if not number or number[0][0] == self._number:
                return
            found = self._asked("select id, vector from vectors order by id")
            centre = self._asked("select vector from centre")
            self._number, self._read_at = number[0][0], time.monotonic()
            self._ids = [row[0] for row in found]
            self._centre = np.frombuffer(centre[0][0], dtype=np.float32) if centre else None
            if found:
                rows = np.array([np.frombuffer(row[1], dtype=np.float16) for row in found], dtype=np.float32)
                self._rows = _unit(rows - rows.mean(axis=0))

    def _asked(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of the file; none where there is no file yet or it cannot be read: the search goes on without it."""
        if not self._path.is_file():
            return []
        try:
            with closing(sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, timeout=1)) as file:
                return file.execute(question, values).fetchall()
        except sqlite3.Error as trouble:
            log.warning("the vectors of nearness in meaning cannot be read: %s", trouble)
            return []

    def _vector_of(self, text: str) -> Any:
        with self._model_lock:
            return np.asarray(self._model.query(text), dtype=np.float32)

    # --- writing ---------------------------------------------------------------------------------------------------
    def want(self, ids: Iterable[str]) -> None:
        """Note that the words of these listings may have changed, or that they may be gone."""
        rows = [(one,) for one in ids]
        self._write(lambda file: file.executemany("insert or ignore into wanted values (?)", rows))

    def keep_only(self, ids: Iterable[str]) -> None:
        """Want all of these and forget every other."""
        kept = set(ids)
        there = {row[0] for row in self._asked("select id from vectors")}
        self.learn({}, gone=there - kept)
        self.want(sorted(kept))

    def learn(self, texts: Mapping[str, tuple[str, str]], gone: Iterable[str] = (), within_s: float = 1e9) -> int:
        """Make the vectors of these listings (id → title, everything) and forget `gone`; returns how many were made. What is
        written as it was costs nothing; what does not fit into `within_s` seconds stays wanted."""
        left = list(gone)
        known = {one: self._asked("select made_from from vectors where id = ?", one) for one in texts}
        prints = {one: hashlib.sha256("\n".join(pair).encode()).hexdigest() for one, pair in texts.items()}
        fresh = [one for one in texts if known[one] != [(prints[one],)]]
        is_first = bool(fresh) and not self._asked("select 1 from centre")
        made: list[tuple[str, str, bytes]] = []
        until = time.monotonic() + within_s
        centre = self._usual_centre() if is_first else None
        for one in fresh:
            if made and time.monotonic() > until:
                break
            made.append((one, prints[one], self._of_listing(*texts[one])))
        done = [*left, *(set(texts) - set(fresh)), *(row[0] for row in made)]

        def change(file: sqlite3.Connection) -> None:
            file.executemany("insert or replace into vectors values (?, ?, ?)", made)
            file.executemany("delete from vectors where id = ?", [(one,) for one in left])
            file.executemany("delete from wanted where id = ?", [(one,) for one in done])
            if centre is not None:
                file.execute("insert or replace into centre values (1, ?)", (centre,))
            if made or left:
                file.execute("update changes set number = number + 1")

        self._write(change)
        return len(made)

    def _of_listing(self, title: str, everything: str) -> bytes:
        """The middle between the title and all of the text: short queries are like titles, long ones like texts."""
        with self._model_lock:
            both = _unit(np.asarray(self._model.passages([title, everything]), dtype=np.float32))
        return bytes(_unit(both.sum(axis=0)).astype(np.float16).tobytes())

    def _usual_centre(self) -> bytes:
        with self._model_lock:
            queries = np.array([self._model.query(text) for text in self._usual], dtype=np.float32)
        return bytes(queries.mean(axis=0).astype(np.float32).tobytes())

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> None:
        """One transaction; the file is made where there is none. What cannot be written is logged: nearness must never hold up the
        search. A file that is none is thrown away, and the worker begins anew."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=10)) as file:
                file.executescript(TABLES)
                with file:
                    change(file)
        except sqlite3.OperationalError as trouble:  # busy, no space, no right
            log.warning("the vectors of nearness in meaning cannot be written: %s", trouble)
        except sqlite3.DatabaseError as trouble:
            log.warning("the vectors of nearness in meaning are damaged and are made anew: %s", trouble)
            self._path.unlink(missing_ok=True)


def _unit(vectors: Any) -> Any:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.where(length == 0, 1, length)
