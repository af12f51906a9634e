"""How near listings are to a query in meaning: one vector per listing beside the index, all compared at once.

A third signal, never required: it offers what comes closest to a query that the words answer with little or nothing. The
vectors lie in a file of their own in the index folder; it may be deleted at any time, the worker makes them anew. A search reads
them from memory: four bytes times the model's dimensions per listing. Whatever fails here is logged, and the search goes on.
"""

import logging
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
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
create table if not exists centre (one integer primary key check (one = 1), vector blob not null);
create table if not exists state (one integer primary key check (one = 1), name text not null);
"""


class Model(Protocol):
    """Texts to vectors of one length; the name stands in the name of the file, so that vectors of two models never mix."""

    name: str

    def query(self, text: str) -> Any: ...
    def passages(self, texts: Sequence[str]) -> Any: ...


class Nearness:
    """The vectors of one installation. Safe to share between threads; several processes may read, the worker writes.

    `usual`: words as people search with them, in every language. What such queries have in common (mostly that they are short)
    is taken off each query before it is compared.
    """

    def __init__(self, folder: Path, model: Model, usual: Sequence[str]) -> None:
        self._path = Path(folder).resolve() / f"nearness-{model.name}.sqlite3"
        self._model, self._usual = model, usual
        self._lock = threading.Lock()
        self._model_lock = threading.Lock()  # the model works on one text at a time
        self._state, self._read_at = "", 0.0
        self._settled: object = None
        self._known: tuple[list[str], Any, Any] = ([], None, None)
        self._vector = lru_cache(maxsize=200)(self._vector_of)

    # --- reading ---------------------------------------------------------------------------------------------------
    def near(self, text: str, most: int) -> list[tuple[str, float]]:
        """At most so many ids, the nearest first, with their cosine; empty until the worker has learnt enough."""
        ids, rows, centre = self._newest()
        if centre is None or len(ids) < FEWEST:
            return []
        likeness = rows @ _unit(self._vector(text) - centre)
        best = np.argsort(-likeness, kind="stable")[:most]
        return [(ids[place], float(likeness[place])) for place in best if likeness[place] >= LEAST]

    def known(self) -> dict[str, str]:
        """Id → what its vector was made from."""
        try:
            with closing(self._opened()) as file:
                return dict(file.execute("select id, made_from from vectors"))
        except sqlite3.Error as trouble:
            self._complain(trouble)
            return {}

    def is_settled(self, stamp: object) -> bool:
        """Whether everything was learnt when the listings had this stamp, and the file is still there."""
        return self._settled == stamp and self._path.is_file()

    def settle(self, stamp: object) -> None:
        """Everything has been learnt that there is under this stamp."""
        self._settled = stamp

    def _newest(self) -> tuple[list[str], Any, Any]:
        """Ids, their rows, the centre of queries: of one state of the file."""
        with self._lock:
            is_fresh = len(self._known[0]) > LARGE and time.monotonic() - self._read_at < LARGE_AGE_S
            if is_fresh or not self._path.is_file():
                return self._known
            try:
                with closing(self._opened()) as file:
                    file.execute("begin")
                    state = file.execute("select name from state").fetchone()
                    if state is not None and state[0] != self._state:
                        self._known = _arranged(
                            file.execute("select id, vector from vectors order by id").fetchall(),
                            file.execute("select vector from centre").fetchone(),
                        )
                        self._state, self._read_at = state[0], time.monotonic()
            except (sqlite3.Error, ValueError) as trouble:
                self._complain(trouble)
            return self._known

    def _vector_of(self, text: str) -> Any:
        with self._model_lock:
            return np.asarray(self._model.query(text), dtype=np.float32)

    # --- writing ---------------------------------------------------------------------------------------------------
    def learn(
        self, texts: Mapping[str, tuple[str, str]], made_from: Mapping[str, str], gone: Iterable[str] = ()
    ) -> int:
        """Make the vectors of these listings (id → title, everything; id → the state of its words) and forget `gone`. Returns how
        many rows were changed; 0 where the file cannot be written."""
        left = list(gone)
        made = [(one, made_from[one], self._of_listing(*pair)) for one, pair in texts.items()]
        try:
            with closing(self._opened()) as file:
                has_centre = file.execute("select 1 from centre").fetchone()
                centre = None if has_centre else self._usual_centre()
                with file:
                    file.executemany("insert or replace into vectors values (?, ?, ?)", made)
                    file.executemany("delete from vectors where id = ?", [(one,) for one in left])
                    if centre is not None:
                        file.execute("insert or replace into centre values (1, ?)", (centre,))
                    file.execute("insert or replace into state values (1, ?)", (secrets.token_hex(8),))
        except sqlite3.Error as trouble:
            self._complain(trouble)
            return 0
        return len(made) + len(left)

    def _of_listing(self, title: str, everything: str) -> bytes:
        """The middle between the title and all of the text: short queries are like titles, long ones like texts."""
        with self._model_lock:
            both = _unit(np.asarray(self._model.passages([title, everything]), dtype=np.float32))
        return bytes(_unit(np.nan_to_num(both.sum(axis=0))).astype(np.float16).tobytes())

    def _usual_centre(self) -> bytes:
        with self._model_lock:
            queries = np.array([self._model.query(text) for text in self._usual], dtype=np.float32)
        return bytes(queries.mean(axis=0).astype(np.float32).tobytes())

    def _opened(self) -> sqlite3.Connection:
        """The file, made where there is none."""
        is_new = not self._path.is_file()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._path, timeout=5)
        if is_new:
            file.executescript(TABLES)
        return file

    def _complain(self, trouble: Exception) -> None:
        """A file that is none of ours is thrown away; the worker begins anew."""
        log.warning("nearness in meaning: %s: %s", type(trouble).__name__, trouble)
        is_busy = isinstance(trouble, sqlite3.OperationalError) and "no such table" not in str(trouble)
        if isinstance(trouble, sqlite3.DatabaseError) and not is_busy:
            self._path.unlink(missing_ok=True)


def _arranged(found: Sequence[tuple[str, bytes]], centre: tuple[bytes] | None) -> tuple[list[str], Any, Any]:
    """Without what all listings have in common; raises `ValueError` where vectors differ in length."""
    if not found or centre is None:
        return [], None, None
    rows = np.stack([np.frombuffer(row[1], dtype=np.float16) for row in found]).astype(np.float32)
    rows = np.nan_to_num(rows, nan=0.0, posinf=0.0, neginf=0.0)
    return [row[0] for row in found], _unit(rows - rows.mean(axis=0)), np.frombuffer(centre[0], dtype=np.float32)


def _unit(vectors: Any) -> Any:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / np.where(length == 0, 1, length)
