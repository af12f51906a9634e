"""Reads the environment: every variable also as NAME_FILE, empty counts as unset, an odd value stops the start with a sentence."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


class OddSetting(SystemExit):
    """Raised while settings load; its text names the variable and says what it may be."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"Mosty cannot start: {name} must be {expected}.")


def read(name: str, default: str = "") -> str:
    """The value of NAME, or the content of the file that NAME_FILE points at, or `default`."""
    value = os.environ.get(name, "")
    if value.strip():
        return value.strip()
    file = os.environ.get(f"{name}_FILE", "").strip()
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip() or default
        except OSError:
            raise OddSetting(f"{name}_FILE", "the path of a readable file") from None
    return default


def read_as(name: str, default: str, parse: Callable[[str], T], expected: str) -> T:
    """`read`, then `parse`; any failure of `parse` becomes `OddSetting` with `expected` in words."""
    try:
        return parse(read(name, default))
    except (ValueError, KeyError, TypeError):
        raise OddSetting(name, expected) from None


def flag(text: str) -> bool:
    """True for 1/true/yes/on, False for 0/false/no/off; ValueError otherwise."""
    known = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
    return known[text.lower()]


def words(text: str) -> list[str]:
    """Comma separated words, blanks dropped."""
    return [word.strip() for word in text.split(",") if word.strip()]
