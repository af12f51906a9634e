"""A stand-in for Facebook's Graph API, for tests and for trying Mosty out by hand: `python -m tests.fakes.graph`.

Knows one Page, its feed, its photos, and every way in which the real one is known to fail. Nothing leaves the machine.
"""

from tests.fakes.graph.faults import AFTER, ALL, BEFORE
from tests.fakes.graph.server import Graph
from tests.fakes.graph.store import Options, Store

__all__ = ["AFTER", "ALL", "BEFORE", "Graph", "Options", "Store"]
