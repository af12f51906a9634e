"""What readers of both languages do with a translation."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mosty.base.clock import now
from mosty.base.errors import Reason, Refused
from mosty.translations.actions.writing import lock
from mosty.translations.models import Text, Wanted
from mosty.translations.queries import rows_of
from mosty.translations.rules import fingerprint
from mosty.translations.rules.machine import fields_for_machine

State = Text.State
CHANGED_MEANWHILE = Reason(
    "original_changed", _("The original has changed meanwhile. What you wrote is still here: compare it once more.")
)


CHANGED_BY_ANOTHER = Reason(
    "translation_changed", _("Somebody else has changed this translation meanwhile. What you wrote is still here.")
)


@dataclass(frozen=True)
class Seen:
    """What stood on the screen beside and in one box: fingerprints of the original and of the translation."""

    original: str
    translation: str


@transaction.atomic
def review(
    *, subject: str, subject_id: int, language: str, words: Mapping[str, str], seen: Mapping[str, Seen], by: object
) -> bool:
    """A person vouches for these words; returns whether anything changed.

    What a machine wrote becomes *checked by a person*, also where the person mended it; what nobody or a person wrote becomes
    *translated by a person*. Empty words take a translation away. Refused when the original is another than was seen
    (`original_changed`), or when somebody has changed a translation that was changed here too (`translation_changed`); a box
    that was left as it was never overwrites anything. Ends what the machine is no longer needed for.
    """
    lock(subject, subject_id)
    rows = rows_of(subject, subject_id)
    originals = {row.field: row for row in rows if row.state == State.ORIGINAL}
    theirs = {row.field: row for row in rows if row.language == language}
    changed = False
    for field, text in words.items():
        original, before = originals.get(field), theirs.get(field)
        if original is None or original.language == language:
            continue
        stood = seen.get(field, Seen("", ""))
        if stood.original != original.source_fingerprint:
            raise Refused(CHANGED_MEANWHILE)
        if stood.translation != fingerprint(before.words if before is not None else ""):
            if fingerprint(text) == stood.translation:
                continue
            raise Refused(CHANGED_BY_ANOTHER)
        changed |= _keep(original, before, language, text, by)
    if not fields_for_machine(rows_of(subject, subject_id), language):
        Wanted.objects.filter(subject=subject, subject_id=subject_id, language=language).exclude(
            state=Wanted.State.SENDING
        ).delete()
    return changed


def _keep(original: Text, before: Text | None, language: str, words: str, by: object) -> bool:
    """Store one field as checked; False when it was all of that before."""
    if not words.strip():
        return bool(before is not None and before.delete()[0])
    machine = before.translator if before is not None else ""
    row = before or Text(
        subject=original.subject, subject_id=original.subject_id, field=original.field, language=language
    )
    state = State.MT_REVIEWED if machine else State.HUMAN
    is_same = (row.words, row.state, row.source_fingerprint) == (words, state, original.source_fingerprint)
    if is_same and not row.note:
        return False
    row.words, row.state, row.source_fingerprint = words, state, original.source_fingerprint
    row.reviewed_by_id = getattr(by, "pk", None)
    row.source_words, row.note, row.changed_at = "", "", now()
    row.save()
    return True


@transaction.atomic
def send_back(*, subject: str, subject_id: int, language: str, note: str) -> bool:
    """Say that a translation is not good enough; it stands first in the queue with the note until somebody mends it.

    What a machine wrote counts as not checked again; a person's words stay on the page. Refused without a note; False when
    there is no translation.
    """
    if not note.strip():
        raise Refused(Reason("note_missing", _("Write what is wrong with the translation."), "note"))
    rows = Text.objects.filter(subject=subject, subject_id=subject_id, language=language).exclude(state=State.ORIGINAL)
    rows.filter(state=State.MT_REVIEWED).update(state=State.MT_UNREVIEWED, reviewed_by_id=None)
    return bool(rows.update(note=note.strip()[:300]))
