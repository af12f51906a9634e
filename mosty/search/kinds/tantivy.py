"""The index on disk: opening, rebuilding, writing, reading. Several processes read, one writes.

Layout under the folder given: `current` names the folder of the valid index; a rebuild fills a new folder and then
changes the
name, so that a reader sees the old index or the new one, never a half. `writer.lock` is held by whoever writes.
"""

import fcntl
import logging
import os
import secrets
import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from mosty.search.kinds.bridging import bridges
from mosty.search.kinds.counting import Kept
from mosty.search.kinds.schema import SCHEMA, VERSION, to_tantivy
from mosty.search.kinds.searching import run
from mosty.search.rules.documents import Bridge, Busy, Document, IndexBroken, IndexUnwritable, Query, Result
from mosty.search.rules.understand import Group

log = logging.getLogger("mosty.search")
HEAP_BYTES = 40_000_000
PROGRESS_EVERY = 5_000


class Engine:
    """One index folder. Safe to share between threads of a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)
        self._lock = threading.RLock()
        self._index: tantivy.Index | None = None
        self._opened = ""
        self._seen: tuple[int, int] = (0, 0)
        self._generation = ""
        self._searcher: tantivy.Searcher | None = None
        self._counts = Kept()

    # --- reading ---------------------------------------------------------------------------------------------------
    def search(self, query: Query) -> Result:
        """Matches, total and facet counts of one moment of the index. Raises `IndexBroken`."""
        with self._reading() as (searcher, generation):
            return run(searcher, query, generation, self._counts)

    def bridges(self, ids: Sequence[str], groups: Sequence[Group]) -> dict[str, list[Bridge]]:
        """For each of these listings, the words of the query that only its concepts answer. Raises `IndexBroken`."""
        with self._reading() as (searcher, _generation):
            return bridges(searcher, ids, groups)

    def frequency(self, field: str, key: str) -> int:
        """How many listings hold this key in the field `words` or `concepts`; an upper bound while deletions wait
        for a merge.

        Of the state last read by another question: asked a dozen times per query, it does not look at the disk.
        """
        searcher = self._searcher
        if searcher is None:
            with self._reading() as (searcher, _generation):
                return frequency(searcher, field, key)
        return frequency(searcher, field, key)

    def size(self) -> int:
        """Listings in the index."""
        with self._reading() as (searcher, _generation):
            return int(searcher.num_docs)

    def terms(self, limit: int) -> dict[str, int]:
        """Word keys with the number of listings that hold them; what typos are compared with."""
        found: dict[str, int] = {}
        with self._reading() as (searcher, _generation):
            for field in ("title", "body"):
                for key, count in searcher.terms_with_prefix(field, "", limit=limit):
                    found[key] = max(count, found.get(key, 0))
        return found

    def generation(self) -> str:
        """Changes with every commit and every rebuild; what is derived from the index may be kept under this name."""
        with self._reading() as (_searcher, generation):
            return generation

    @contextmanager
    def _reading(self) -> Iterator[tuple[tantivy.Searcher, str]]:
        """A state of the index and its name, which belong together whatever other threads read meanwhile."""
        try:
            with self._lock:
                searcher = self._searcher = self._newest()
                generation = self._generation
            yield searcher, generation
        except IndexBroken:
            raise
        except (OSError, ValueError) as error:
            self._forget()
            raise IndexBroken(str(error)) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what a damaged file makes of the engine
                raise
            self._forget()
            raise IndexBroken("the engine stopped on a damaged file") from error

    def _newest(self) -> tantivy.Searcher:
        """The state of this moment. A rebuild may take the folder away between reading its name and opening it: look
        again as long as the name changes."""
        while True:
            name = self._current()
            try:
                return self._open(name).searcher()
            except (OSError, ValueError, IndexBroken):
                self._forget()
                if self._current() == name:
                    raise

    def _open(self, name: str) -> tantivy.Index:
        if self._index is None or name != self._opened:
            path = self.folder / name
            if not tantivy.Index.exists(str(path)):
                raise IndexBroken("the index folder is empty")
            self._index = tantivy.Index.open(str(path))
            self._index.config_reader("manual", 0)
            self._opened, self._seen = name, (0, 0)
        changed = os.stat(self.folder / name / "meta.json")
        seen = (changed.st_mtime_ns, changed.st_ino)
        if seen != self._seen:
            self._index.reload()
            self._seen = seen
            self._generation = f"{name}-{seen[0]}-{seen[1]}"
        return self._index

    def _current(self) -> str:
        try:
            name = (self.folder / "current").read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise IndexBroken("there is no index yet") from error
        if not name.startswith(f"v{VERSION}-") or "/" in name:
            raise IndexBroken("the index is of another version")
        return name

    def _forget(self) -> None:
        with self._lock:
            self._index, self._opened, self._searcher = None, "", None

    # --- writing ---------------------------------------------------------------------------------------------------
    def apply(self, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
        """One batch, one commit. Raises `Busy` while another process writes, `IndexBroken` when there is nothing
        to write to."""
        with self.writing() as write:
            write(upserts, deletes)

    @contextmanager
    def writing(self, *, wait: bool = False) -> Iterator[Callable[[Iterable[Document], Iterable[str]], None]]:
        """Hold the writer; the value is called once per batch and commits it."""
        with self._only_writer(wait):
            try:
                index = tantivy.Index.open(str(self.folder / self._current()))
                writer = index.writer(HEAP_BYTES, 1)
                # a writer killed inside a commit leaves files whose names the next commit would use again
                writer.garbage_collect_files()
            except (OSError, ValueError) as error:
                raise IndexBroken(str(error)) from error

            def write(upserts: Iterable[Document], deletes: Iterable[str]) -> None:
                try:
                    _commit(writer, upserts, deletes)
                except ValueError as error:
                    raise IndexUnwritable(str(error)) from error

            try:
                yield write
            finally:
                writer.wait_merging_threads()

    def rebuild(self, documents: Iterable[Document], *, only_if_broken: bool = False) -> int:
        """Build the whole index beside the old one and put it in its place; returns how many listings it holds.

        Waits for another writer. With `only_if_broken` nothing is done when somebody else has mended it meanwhile.
        """
        with self._only_writer(wait=True):
            if only_if_broken and self._is_sound():
                return self.size()
            name = f"v{VERSION}-{secrets.token_hex(6)}"
            path = self.folder / name
            path.mkdir(parents=True)
            writer = tantivy.Index(SCHEMA, path=str(path)).writer(HEAP_BYTES, 1)
            count = 0
            for count, document in enumerate(documents, start=1):
                writer.add_document(to_tantivy(document))
                if count % PROGRESS_EVERY == 0:
                    log.info("search index: %s listings so far", count)
            writer.commit()
            writer.wait_merging_threads()
            _write_atomically(self.folder / "current", name)
            self._remove_others(name)
        self._forget()
        log.info("search index rebuilt with %s listings", count)
        return count

    def _is_sound(self) -> bool:
        self._forget()
        try:
            with self._reading() as (searcher, generation):
                run(searcher, Query(limit=1), generation, Kept())
        except IndexBroken:
            return False
        return True

    @contextmanager
    def _only_writer(self, wait: bool) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError as error:
                raise Busy from error
            yield

    def _remove_others(self, name: str) -> None:
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != name:
                shutil.rmtree(path, ignore_errors=True)


def frequency(searcher: tantivy.Searcher, field: str, key: str) -> int:
    """Listings that hold the key in the title or the body, whichever are more; of any other field, that hold the
    value."""
    names = {"words": ("title", "body"), "concepts": ("title_concepts", "body_concepts")}.get(field, (field,))
    return max(int(searcher.doc_freq(name, key)) for name in names)


def _commit(writer: tantivy.IndexWriter, upserts: Iterable[Document], deletes: Iterable[str]) -> None:
    for gone in deletes:
        _delete(writer, gone)
    for document in upserts:
        _delete(writer, document.id)
        writer.add_document(to_tantivy(document))
    writer.commit()


def _delete(writer: tantivy.IndexWriter, public_id: str) -> None:
    # by query, not by term: in tantivy-py 0.27 deleting by a term of the wrong kind silently deletes nothing
    writer.delete_documents_by_query(tantivy.Query.term_query(SCHEMA, "id", public_id))


def _write_atomically(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with beside.open("w", encoding="ascii") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    os.replace(beside, path)
