"""Machine translation: what is wanted, and the worker that fetches it."""

import datetime as dt
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mosty.base.clock import now
from mosty.base.errors import Reason, Refused
from mosty.translations import signals
from mosty.translations.actions.writing import lock, write_translation
from mosty.translations.kinds import NotTranslated, Translator, translator
from mosty.translations.models import Spending, Text, Wanted
from mosty.translations.queries import kept_words, rows_of
from mosty.translations.rules import fingerprint, machine
from mosty.translations.rules.protect import Damaged, Line, check_likeness, lines_of, restored

log = logging.getLogger("mosty.translations")
DEADLINE_S = 15.0
MOST_SINGLE = 8  # damaged lines asked for once more
LEASE = dt.timedelta(minutes=10)
State = Wanted.State


@transaction.atomic
def want(
    *,
    subject: str,
    subject_id: int,
    languages: Collection[str],
    is_hard: bool = False,
    is_private: bool = False,
    hidden: Sequence[str] = (),
) -> None:
    """Note which languages a machine has to put this thing into; what is there already or written by a person is left out.

    `is_hard`: the original is too hard to translate well; its rows are held until it changes or somebody overrules.
    `is_private`: what can be known for a name, number or address does not leave the house; `hidden`: names and contacts of
    people in it. Where the machine is at it, has given up or waits, and the original is the same, it stays so.
    Without a translator nothing is noted. Call it in the transaction that wrote the words.
    """
    rows = rows_of(subject, subject_id)
    original = _mark_of(rows)
    for language in languages:
        where = {"subject": subject, "subject_id": subject_id, "language": language}
        if settings.TRANSLATOR == "none" or not machine.fields_for_machine(rows, language):
            Wanted.objects.filter(**where).exclude(state=State.SENDING).delete()
            continue
        row = Wanted.objects.filter(**where).first() or Wanted(**where)
        is_free = not is_hard or (bool(row.overruled) and row.overruled_for == original)
        if row.pk and row.original_mark == original and (row.state == State.HELD) != is_free:
            continue
        row.original_mark, row.is_private = original, is_private
        row.state = State.WAITING if is_free else State.HELD
        row.attempts, row.trouble, row.due_at = 0, "", now()
        row.hidden = list(hidden)
        row.save()


@transaction.atomic
def stop_wanting(*, subject: str, subject_id: int) -> None:
    """No machine gets this thing any more, as when a listing was hidden."""
    Wanted.objects.filter(subject=subject, subject_id=subject_id).delete()


def _mark_of(rows: list[Text]) -> str:
    """One fingerprint for all originals of a thing."""
    return fingerprint(" ".join(sorted(row.source_fingerprint for row in rows if row.state == Text.State.ORIGINAL)))


@transaction.atomic
def overrule_gate(*, subject: str, subject_id: int, reason: str) -> int:
    """Translate although the original is hard to read; the reason stays with the rows until they are done. Returns how many
    were set free. Refused without a reason. A changed original is looked at anew."""
    if not reason.strip():
        raise Refused(Reason("reason_missing", _("Write why it must be translated as it is."), "reason"))
    original = _mark_of(rows_of(subject, subject_id))
    held = Wanted.objects.filter(subject=subject, subject_id=subject_id, state=State.HELD)
    return held.update(state=State.WAITING, due_at=now(), overruled=reason.strip()[:300], overruled_for=original)


@transaction.atomic
def try_again(*, subject: str, subject_id: int) -> int:
    """Ask the machine once more where it gave up; returns for how many languages."""
    rows = Wanted.objects.filter(subject=subject, subject_id=subject_id, state=State.GIVEN_UP)
    return rows.update(state=State.WAITING, attempts=0, due_at=now(), trouble="")


def translate_due(*, limit: int = 1) -> int:
    """Fetch what is wanted and due; returns how many languages of how many things were finished. One at a time, so that the
    worker's other work never waits long for a slow machine.

    A row is claimed before the machine is asked. Every line is checked; a field with a damaged line is not stored, the others
    are. A failure puts the row off (`rules.machine.WAITS`), the last one leaves it to a person.
    """
    made = translator()
    if made is None:
        return 0
    moment = now()
    Wanted.objects.filter(state=State.SENDING, due_at__lt=moment - LEASE).update(state=State.WAITING)
    waiting = Wanted.objects.filter(state=State.WAITING, due_at__lte=moment).values_list("pk", flat=True)
    # messages first, and of those the newest: what was put off for lack of characters must not eat those of a new day
    due = [*waiting.filter(is_private=True).order_by("-id")[:limit]]
    due += waiting.filter(is_private=False).order_by("due_at", "id")[: limit - len(due)]
    finished = 0
    for pk in due:
        if Wanted.objects.filter(pk=pk, state=State.WAITING).update(state=State.SENDING, due_at=now()):
            finished += _fetch(Wanted.objects.get(pk=pk), made)
    return finished


@dataclass(frozen=True)
class _Asked:
    """What a machine is asked for: the language, and whether the words are a message between two people."""

    language: str
    is_message: bool


@dataclass
class _Outcome:
    """What one round with the machine brought: words by field, and the first trouble there was."""

    words: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    retry_after: float = 0
    is_final: bool = False

    def note(self, code: str) -> None:
        self.trouble = self.trouble or code


def _fetch(row: Wanted, made: Translator) -> int:
    wanted = machine.fields_for_machine(rows_of(row.subject, row.subject_id), row.language)
    if not wanted:
        row.delete()
        return 1
    kept = kept_words(wanted[0].language, row.language)
    lines = {text.field: lines_of(text.words, kept, is_private=row.is_private, names=row.hidden) for text in wanted}
    try:
        outcome = _translated(lines, wanted[0].language, _Asked(row.language, row.is_private), made)
    except Exception as trouble:  # whatever a machine sends must not hold up the other rows
        outcome = _Outcome(trouble=f"failed: {type(trouble).__name__}"[:30])
    made_from = {text.field: text.source_fingerprint for text in wanted}
    if outcome.words:
        _store(row, outcome.words, made_from, made.name)
    return _settle(row, outcome)


@transaction.atomic
def _store(row: Wanted, words: Mapping[str, str], made_from: Mapping[str, str], name: str) -> None:
    """Only where it is still wanted: a person may have written, the host changed the original, the city hidden the listing."""
    lock(row.subject, row.subject_id)
    if not Wanted.objects.filter(pk=row.pk).exists():
        return
    still = {text.field for text in machine.fields_for_machine(rows_of(row.subject, row.subject_id), row.language)}
    has_changed = write_translation(
        subject=row.subject,
        subject_id=row.subject_id,
        language=row.language,
        fields={name: text for name, text in words.items() if name in still},
        state=Text.State.MT_UNREVIEWED,
        translator=name,
        made_from=made_from,
    )
    if has_changed:
        signals.translated.send(Text, subject=row.subject, subject_id=row.subject_id, language=row.language)


def _settle(row: Wanted, outcome: _Outcome) -> int:
    """Delete the row when nothing is left of it, else say when it comes again."""
    left = machine.fields_for_machine(rows_of(row.subject, row.subject_id), row.language)
    claimed = Wanted.objects.filter(pk=row.pk, state=State.SENDING, due_at=row.due_at)  # still this worker's own claim
    if not left:
        claimed.delete()
        return 1
    if outcome.trouble in machine.SPENT:
        claimed.update(state=State.WAITING, trouble=outcome.trouble, due_at=machine.SPENT[outcome.trouble](now()))
        if outcome.trouble == "messages_of_the_day":  # one update: asking for each would hold up the listings
            others = Wanted.objects.filter(is_private=True, state=State.WAITING, due_at__lte=now())
            others.update(trouble=outcome.trouble, due_at=machine.SPENT[outcome.trouble](now()))
        return 0
    attempts = row.attempts + 1 if outcome.trouble else row.attempts  # without trouble the original changed meanwhile
    if outcome.is_final or attempts > len(machine.WAITS):
        claimed.update(state=State.GIVEN_UP, trouble=outcome.trouble, attempts=attempts)
        log.warning("machine translation %s given up: %s", row.pk, outcome.trouble)
        return 0
    wait = max(outcome.retry_after, machine.WAITS[attempts - 1] if outcome.trouble else 0)
    due_at = now() + dt.timedelta(seconds=wait)
    claimed.update(state=State.WAITING, trouble=outcome.trouble, attempts=attempts, due_at=due_at)
    return 0


def _translated(lines: Mapping[str, list[Line]], source: str, asked_for: _Asked, made: Translator) -> _Outcome:
    """Every line of every field, in as few calls as the machine allows; a damaged line is asked for once more, alone."""
    outcome = _Outcome()
    places = [(name, number) for name, found in lines.items() for number, line in enumerate(found) if line.has_words]
    done: dict[tuple[str, int], str] = {}

    def ask(numbers: list[int]) -> list[int]:
        """Those of the lines that came back damaged."""
        asked = [lines[places[number][0]][places[number][1]] for number in numbers]
        bad = []
        for number, line, answer in zip(numbers, asked, _called(asked, source, asked_for, made), strict=True):
            try:
                words = restored(line, answer)
                check_likeness(line, words, source, asked_for.language)
                done[places[number]] = words
            except Damaged as damage:
                outcome.note(damage.code)
                bad.append(number)
        return bad

    marked = [lines[name][number].marked for name, number in places]
    try:
        damaged = [
            number
            for batch in machine.batches(marked, made.limits.lines, made.limits.characters)
            for number in ask(batch)
        ]
        for number in damaged[:MOST_SINGLE]:
            ask([number])
    except NotTranslated as trouble:
        outcome.trouble = trouble.code
        outcome.retry_after, outcome.is_final = trouble.retry_after, trouble.is_final
    for name, found in lines.items():
        if all((name, number) in done for number, line in enumerate(found) if line.has_words):
            outcome.words[name] = "\n".join(
                done.get((name, number), line.as_it_was) for number, line in enumerate(found)
            )
    if len(outcome.words) == len(lines):
        outcome.trouble = ""
    return outcome


def _called(lines: list[Line], source: str, asked_for: _Asked, made: Translator) -> list[object]:
    """One call, its characters counted before it leaves and given back when nothing can have been done for them."""
    characters = sum(len(line.marked) for line in lines)
    month, date = _spend(characters, is_message=asked_for.is_message)
    try:
        return made.translate([line.marked for line in lines], source, asked_for.language, DEADLINE_S)
    except NotTranslated as trouble:
        if not trouble.may_have_counted:
            Spending.objects.filter(month=month).update(characters=F("characters") - characters)
            if asked_for.is_message:
                of_the_day = Spending.objects.filter(month=month, messages_on=date, messages__gte=characters)
                of_the_day.update(messages=F("messages") - characters)
        raise


def _spend(characters: int, *, is_message: bool) -> tuple[dt.date, dt.date]:
    """Take characters of this month; `NotTranslated` when they do not last. One conditional update, so no two workers share.
    Returns the month and the day they were taken from.

    Messages, which anybody can write, may take only a part on one day, so that listings go on being translated.
    """
    most, date = settings.TRANSLATOR_MONTHLY_CHARACTERS, now().date()
    month = date.replace(day=1)
    Spending.objects.get_or_create(month=month)
    if is_message and characters > machine.characters_for_messages(most):
        raise NotTranslated("message_too_long", is_final=True)
    if is_message:
        is_older = Q(messages_on__lt=date) | Q(messages_on=None)
        Spending.objects.filter(is_older, month=month).update(messages_on=date, messages=0)
    left = Spending.objects.filter(month=month, characters__lte=most - characters)
    more = {"characters": F("characters") + characters}
    if is_message:
        left = left.filter(messages__lte=machine.characters_for_messages(most) - characters)
        more["messages"] = F("messages") + characters
    if not left.update(**more):
        is_month = Spending.objects.filter(month=month, characters__gt=most - characters).exists()
        raise NotTranslated("monthly_characters" if is_month else "messages_of_the_day")
    return month, date
