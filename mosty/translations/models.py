"""One row per text, field and language."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Text(models.Model):
    """The words of one field of one thing in one language.

    The original is a row like the others, so every language is read the same way. `source_fingerprint` is the SHA-256 of the
    original's words at the moment of translating: when it no longer matches, the translation is stale, whatever the dates say.
    `source_words` are then those older words, so that the difference can be shown. `note`: why a reader of both languages
    sent the translation back.
    """

    class State(models.TextChoices):
        ORIGINAL = "original", _("original")
        HUMAN = "human", _("translated by a person")
        MT_REVIEWED = "mt_reviewed", _("machine translation, checked by a person")
        MT_UNREVIEWED = "mt_unreviewed", _("machine translation, not checked")
        STALE = "stale", _("the original has changed since")

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=30)
    language = models.CharField(max_length=12)
    words = models.TextField()
    state = models.CharField(max_length=14, choices=State.choices)
    source_fingerprint = models.CharField(max_length=64)
    translator = models.CharField(max_length=40, blank=True)
    reviewed_by_id = models.BigIntegerField(null=True)
    changed_at = models.DateTimeField()
    source_words = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "subject_id", "field", "language"], name="text_once"),
            models.UniqueConstraint(
                fields=["subject", "subject_id", "field"],
                condition=models.Q(state="original"),
                name="text_one_original",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["original", "human", "mt_reviewed", "mt_unreviewed", "stale"]),
                name="text_state_known",
            ),
        ]


class Wanted(models.Model):
    """A machine translation of one thing into one language that is still to be made; deleted once it is.

    Claimed by a conditional update of `state` and `due_at`: a worker that dies leaves a claim that ends by itself. `hidden`: names
    of people in a private text, which the machine must not get; they go with the row.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the translator")
        SENDING = "sending", _("is being translated")
        HELD = "held", _("held back: the original is hard to read")
        GIVEN_UP = "given_up", _("the translator did not manage: a person is needed")

    subject = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=30, blank=True)
    original_mark = models.CharField(max_length=64, blank=True)
    is_private = models.BooleanField(default=False)
    hidden = models.JSONField(default=list)
    overruled = models.CharField(max_length=300, blank=True)
    overruled_for = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "subject_id", "language"], name="wanted_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "sending", "held", "given_up"]), name="wanted_state_known"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"])]


class Spending(models.Model):
    """Characters sent to the machine translator in one month; `month` is its first day. Of these, how many were for messages
    between people on the day they were last sent."""

    month = models.DateField(unique=True)
    characters = models.PositiveBigIntegerField(default=0)
    messages_on = models.DateField(null=True)
    messages = models.PositiveBigIntegerField(default=0)


class Term(models.Model):
    """A word of the city's glossary: a name that stays as it is (`is_kept`), or the word to use in each language.

    `words`: language → word. Matched in texts written in `source_language`, whatever the case of its letters.
    """

    source_language = models.CharField(max_length=12)
    source = models.CharField(max_length=80)
    words = models.JSONField(default=dict)
    is_kept = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["source_language", "source"]
        constraints = [
            models.UniqueConstraint("source_language", Lower("source"), name="term_once"),
        ]
