"""One row per text, field and language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Text(models.Model):
    """The words of one field of one thing in one language.

    The original is a row like the others, so every language is read the same way. `source_fingerprint` is the SHA-256 of the
    original's words at the moment of translating: when it no longer matches, the translation is stale, whatever the dates say.
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
