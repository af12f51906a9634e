"""Words without meaning of their own, per language, in `plain` form (Vietnamese: as written)."""

from mosty.search.rules.fold import plain
from mosty.search.rules.tables import TABLES

STOP: dict[str, frozenset[str]] = {
    language: frozenset(words.split() if language == "vi" else plain(words).replace("'", "").split())
    for language, words in TABLES["stop"].items()
}
