"""Writing texts."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mosty.base.clock import now
from mosty.translations.models import Text, Wanted
from mosty.translations.rules import fingerprint

State = Text.State


def _state_before_stale(row: Text) -> str:
    """The state that can be vouched for: a person's name is proof of a person's reading, nothing else is."""
    if not row.translator:
        return State.HUMAN
    return State.MT_REVIEWED if row.reviewed_by_id else State.MT_UNREVIEWED


def lock(subject: str, subject_id: int) -> None:
    """Whoever changes texts of one thing waits here for whoever is at it; inside a transaction."""
    originals = Text.objects.filter(subject=subject, subject_id=subject_id, state=State.ORIGINAL)
    list(originals.select_for_update().order_by("id").values_list("pk"))


@transaction.atomic
def write_original(*, subject: str, subject_id: int, language: str, fields: Mapping[str, str]) -> bool:
    """Store the original words of these fields; returns whether anything changed.

    Translations whose fingerprint no longer matches become stale; those that match again recover. An original in another
    language than before replaces the old original.
    """
    changed = False
    lock(subject, subject_id)
    for field, words in fields.items():
        rows = {row.language: row for row in Text.objects.filter(subject=subject, subject_id=subject_id, field=field)}
        mark = fingerprint(words)
        old = next((row for row in rows.values() if row.state == State.ORIGINAL), None)
        if old is not None and old.language == language and old.words == words:
            continue
        changed = True
        if old is not None and old.language != language:
            old.delete()
        Text.objects.update_or_create(
            subject=subject,
            subject_id=subject_id,
            field=field,
            language=language,
            defaults={
                "words": words,
                "state": State.ORIGINAL,
                "source_fingerprint": mark,
                "translator": "",
                "reviewed_by_id": None,
                "source_words": "",
                "note": "",
                "changed_at": now(),
            },
        )
        for row in rows.values():
            if row.language == language or row.state == State.ORIGINAL:
                continue
            if row.source_fingerprint != mark and row.state != State.STALE:
                before = old.words if old is not None else ""
                Text.objects.filter(pk=row.pk).update(state=State.STALE, source_words=before)
            elif row.source_fingerprint == mark and row.state == State.STALE:
                Text.objects.filter(pk=row.pk).update(state=_state_before_stale(row), source_words="")
    return changed


@transaction.atomic
def write_translation(
    *,
    subject: str,
    subject_id: int,
    language: str,
    fields: Mapping[str, str],
    state: str = State.HUMAN,
    translator: str = "",
    by: object | None = None,
    made_from: Mapping[str, str] | None = None,
) -> bool:
    """Store a translation of these fields, tied to the words of the original as they stand now; returns whether one changed.

    Empty words remove the translation. A field without an original, or in the original's own language, is left alone.
    `made_from`: field → fingerprint of the original the translator had; a field whose original is another by now is left alone.
    """
    changed = False
    lock(subject, subject_id)
    for field, words in fields.items():
        original = Text.objects.filter(
            subject=subject, subject_id=subject_id, field=field, state=State.ORIGINAL
        ).first()
        if original is None or original.language == language:
            continue
        if made_from is not None and made_from.get(field) != original.source_fingerprint:
            continue
        where: dict[str, Any] = {"subject": subject, "subject_id": subject_id, "field": field, "language": language}
        if not words.strip():
            changed |= bool(Text.objects.filter(**where).delete()[0])
            continue
        mark = original.source_fingerprint
        same = Text.objects.filter(**where, words=words, state=state, source_fingerprint=mark).exists()
        if same:
            continue
        changed = True
        Text.objects.update_or_create(
            **where,
            defaults={
                "words": words,
                "state": state,
                "source_fingerprint": mark,
                "translator": translator,
                "reviewed_by_id": getattr(by, "pk", None),
                "changed_at": now(),
                "source_words": "",
                "note": "",
            },
        )
    return changed


@transaction.atomic
def forget(*, subject: str, subject_id: int) -> None:
    """Delete every text of one thing, and what is still wanted for it."""
    lock(subject, subject_id)
    Text.objects.filter(subject=subject, subject_id=subject_id).delete()
    Wanted.objects.filter(subject=subject, subject_id=subject_id).delete()
