"""What travels in a translation file, and what it means when the file comes back changed.

Both formats carry the texts in their own way and five facts beside them: the exact state, the fingerprint, the translator, and a
mark of the source and of the target as they left. The marks tell what somebody did with the file.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum

from django.utils.translation import gettext as _

from mosty.translations.rules.choosing import fingerprint

MAX_BYTES, MOST_UNITS = 20 * 1024 * 1024, 100_000
STATES = frozenset({"", "human", "mt_reviewed", "mt_unreviewed", "stale"})
# A translator's name tells a program's work from a person's; this stands for the program that wrote into the file.
PROGRAM = "file"
# States that a person still has to look at.
OPEN = frozenset({"mt_unreviewed", "stale"})


@dataclass(frozen=True)
class Unit:
    """One text: `state` is one of `STATES`, "" while there is no translation; `fingerprint` is of the source translated.

    Texts hold no lone surrogates; keys hold no white space and no control characters.
    """

    key: str
    source: str
    target: str
    state: str
    fingerprint: str
    translator: str = ""
    note: str = ""
    is_touched: bool = field(default=False, compare=False)  # somebody did something with it since it left


@dataclass(frozen=True)
class Bundle:
    """Texts of one pair of languages; every key appears once."""

    source_language: str
    target_language: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Trouble:
    """What a person should know about a file: of which text ("" for the whole file), on which line."""

    key: str
    line: int | None
    reason: str


@dataclass
class Read:
    """What could be read; without a bundle nothing could."""

    bundle: Bundle | None = None
    troubles: list[Trouble] = field(default_factory=list)


class Standing(IntEnum):
    """What the file's own marks say of a translation; of several parts the lowest counts."""

    UNFINISHED, UNSAID, DONE, CHECKED = range(4)


@dataclass
class Found:
    """A unit as it stands in a file; `source` is None when the file has none."""

    key: str
    line: int
    source: str | None
    target: str
    facts: dict[str, str]
    note: str
    standing: Standing


def mark(words: str) -> str:
    """Fingerprint of the words, however spaced and composed: what tools do to white space and accents is no editing."""
    return fingerprint(" ".join(unicodedata.normalize("NFC", words).split()))


def facts_of(unit: Unit) -> dict[str, str]:
    """What travels beside the texts."""
    return {
        "state": unit.state,
        "fingerprint": unit.fingerprint,
        "translator": unit.translator,
        "source": mark(unit.source),
        "target": mark(unit.target),
    }


def too_large(size: int) -> Read | None:
    """What is said of a file of so many bytes that it is not read at all; None for one that is."""
    return Read(troubles=[Trouble("", None, _("The file is larger than 20 MB."))]) if size > MAX_BYTES else None


def too_many() -> str:
    return _("The file holds more than %(number)s texts.") % {"number": MOST_UNITS}


def settle(found: Found, source: str, unfinished: frozenset[str]) -> tuple[Unit, list[str]]:
    """The unit that a file means, and what is strange about it.

    An untouched target keeps its facts, or counts as checked when the file says so; a new target is a person's. What has
    come to be marked as unfinished is not believed: `unfinished` are the states which the format itself marks so. A unit
    without facts comes from another hand: its own marks decide, and without any it counts as not checked.
    """
    facts, reasons = found.facts, []
    state = facts.get("state", "")
    is_ours = state in STATES and "target" in facts
    is_unfinished = found.standing is Standing.UNFINISHED and not (is_ours and state in unfinished)
    if is_ours and facts.get("source") != mark(source):
        reasons.append(_("The original text was edited in the file."))
    if is_unfinished and found.target.strip():
        reasons.append(_("The file marks this translation as unfinished."))
    unit = Unit(found.key, source, found.target, "human", fingerprint(source), note=found.note, is_touched=True)
    if is_ours and facts["target"] == mark(found.target):
        # Without a target nothing was checked: gettext takes the flag away then.
        if found.standing is Standing.CHECKED and state in OPEN and found.target.strip():
            # Without a translator's name it was a person's translation that had become stale.
            is_machine = state == "mt_unreviewed" or facts.get("translator")
            state = "mt_reviewed" if is_machine else "human"
        else:
            unit = replace(unit, fingerprint=facts.get("fingerprint", ""), is_touched=False)
        unit = replace(unit, state=state, translator=facts.get("translator", ""))
    elif not found.target.strip():
        unit = replace(unit, state="", fingerprint="")
        if is_ours:
            reasons.append(_("The translation is empty in the file; it was not when it left."))
    elif is_unfinished or (not is_ours and found.standing is Standing.UNSAID):
        unit = replace(unit, state="mt_unreviewed", translator=PROGRAM)
    return unit, reasons


def gather(
    items: Iterable[Found], languages: tuple[str, str], expected: tuple[str, str] | None, unfinished: frozenset[str]
) -> Read:
    """The bundle of these units: the first of each key that has one and has a source, with a trouble for everything else."""
    read, units = Read(), dict[str, Unit]()
    if not all(languages) or languages[0].lower() == languages[1].lower():
        read.troubles.append(Trouble("", None, _("The file does not name the two languages it translates between.")))
    elif expected and [code.lower() for code in languages] != [code.lower() for code in expected]:
        names = dict(zip(("source", "target", "other_source", "other_target"), (*languages, *expected), strict=True))
        reason = _(
            "The file translates %(source)s into %(target)s; expected is %(other_source)s into %(other_target)s."
        )
        read.troubles.append(Trouble("", None, reason % names))
    for found in items:
        if not found.key:
            reasons = [_("This text has no key, so nobody knows where it belongs.")]
        elif found.source is None:
            reasons = [_("The original text is missing.")]
        elif found.key in units:
            reasons = [_("This key appears more than once; only the first is used.")]
        else:
            units[found.key], reasons = settle(found, found.source, unfinished)
        read.troubles += [Trouble(found.key, found.line, reason) for reason in reasons]
    read.bundle = Bundle(*languages, tuple(units.values()))
    return read
