"""Texts that come back from a translator's own program."""

from django.db import transaction

from mosty.base.clock import now
from mosty.translations.actions.writing import lock, write_translation
from mosty.translations.kinds import KINDS
from mosty.translations.models import Text
from mosty.translations.rules import VOUCHED, fingerprint
from mosty.translations.rules.exchange.units import PROGRAM, Unit
from mosty.translations.rules.protect import CONTROL

State = Text.State


@transaction.atomic
def bring_back(
    *, subject: str, subject_id: int, field: str, language: str, unit: Unit, longest: int, by: object
) -> str:
    """Store one text of a file; says what became of it: taken, same, empty, older or unknown.

    `same`: nobody did anything with it in the file. `older`: the original has changed since the file was taken; the words are
    then kept as a stale translation with the original they were made from, unless a person has written or checked another.
    `unknown`: there is no such original, or the words have more than `longest` letters or signs that no text has.
    """
    lock(subject, subject_id)
    rows = {row.language: row for row in Text.objects.filter(subject=subject, subject_id=subject_id, field=field)}
    original = next((row for row in rows.values() if row.state == State.ORIGINAL), None)
    if original is None or original.language == language:
        return "unknown"
    if not unit.target.strip():
        return "empty"
    old = rows.get(language)
    if not unit.is_touched or (old is not None and _says_nothing_new(old, unit)):
        return "same"
    if not _is_storable(unit, longest):
        return "unknown"
    if unit.fingerprint != original.source_fingerprint or unit.state == State.STALE:
        return _keep_older(original, old, language, unit, longest)
    write_translation(
        subject=subject,
        subject_id=subject_id,
        language=language,
        fields={field: unit.target},
        state=unit.state,
        translator=_name_of(unit, old),
        by=by if unit.state in VOUCHED else None,
    )
    return "taken"


def _says_nothing_new(old: Text, unit: Unit) -> bool:
    """The same words in the same state, or unchecked words where there are checked ones."""
    if (old.words, old.state, old.source_fingerprint) == (unit.target, unit.state, unit.fingerprint):
        return True
    return old.state in VOUCHED and unit.state == State.MT_UNREVIEWED


def _name_of(unit: Unit, old: Text | None) -> str:
    """Whose work it was: a machine that Mosty can speak to, or who it was here before. A file cannot name anybody else: what no
    person wrote is then some program's. An empty name means a person's own words."""
    machines = {path.rsplit(".", 1)[1] for path in KINDS.values()}
    if unit.translator in machines or (old is not None and old.translator == unit.translator):
        return unit.translator
    return "" if unit.state == State.HUMAN else PROGRAM


def _is_storable(unit: Unit, longest: int) -> bool:
    """Whether a unit fits where it shall stand, is in a state there is, and holds nothing that a database or a page cannot."""
    is_state = unit.state in (*VOUCHED, State.MT_UNREVIEWED, State.STALE)
    return (
        is_state
        and len(unit.target) <= longest
        and not CONTROL.search(f"{unit.target}{unit.translator}".replace("\r", ""))
    )


def _keep_older(original: Text, old: Text | None, language: str, unit: Unit, longest: int) -> str:
    is_machines = old is not None and bool(old.translator) and old.reviewed_by_id is None
    if old is None or is_machines:
        is_source_known = fingerprint(unit.source) == unit.fingerprint and len(unit.source) <= longest
        Text.objects.update_or_create(
            subject=original.subject,
            subject_id=original.subject_id,
            field=original.field,
            language=language,
            defaults={
                "words": unit.target,
                "state": State.STALE,
                "source_fingerprint": unit.fingerprint,
                "source_words": unit.source if is_source_known else "",
                "translator": _name_of(unit, old),
                "reviewed_by_id": None,
                "note": "",
                "changed_at": now(),
            },
        )
    return "older"
