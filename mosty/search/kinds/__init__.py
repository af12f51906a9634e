"""Engines that can hold the index. One is built: tantivy, in this process, on this machine's disk."""

from mosty.search.kinds.tantivy import Engine

__all__ = ["Engine"]
