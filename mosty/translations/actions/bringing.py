"""Texts that come back from a translator's own program."""

from django.db import transaction

from mosty.base.clock import now
from mosty.translations.actions.writing import write_translation
from mosty.translations.models import Text
from mosty.translations.rules import fingerprint
from mosty.translations.rules.exchange.units import Unit

State = Text.State
GOOD = (State.HUMAN, State.MT_REVIEWED)


@transaction.atomic
def bring_back(*, subject: str, subject_id: int, field: str, language: str, unit: Unit, by: object) -> str:
    """Store one text of a file; says what became of it: taken, same, empty, older or unknown.

    `older`: the original has changed since the file was taken. The words are then kept as a stale translation with the
    original they were made from, unless there is one that somebody has vouched for. `unknown`: there is no such original.
    """
    rows = {row.language: row for row in Text.objects.filter(subject=subject, subject_id=subject_id, field=field)}
    original = next((row for row in rows.values() if row.state == State.ORIGINAL), None)
    if original is None or original.language == language:
        return "unknown"
    if not unit.target.strip():
        return "empty"
    old = rows.get(language)
    if old is not None and (old.words, old.state, old.source_fingerprint) == (
        unit.target,
        unit.state,
        unit.fingerprint,
    ):
        return "same"
    if unit.fingerprint != original.source_fingerprint or unit.state == State.STALE:
        return _keep_older(original, old, language, unit)
    write_translation(
        subject=subject,
        subject_id=subject_id,
        language=language,
        fields={field: unit.target},
        state=unit.state,
        translator=unit.translator,
        by=by if unit.state in GOOD else None,
    )
    return "taken"


def _keep_older(original: Text, old: Text | None, language: str, unit: Unit) -> str:
    if old is None or old.state not in GOOD:
        is_source_known = fingerprint(unit.source) == unit.fingerprint
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
                "translator": unit.translator,
                "note": "",
                "changed_at": now(),
            },
        )
    return "older"
