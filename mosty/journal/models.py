"""One row per deed, without foreign keys, so that it outlives what it tells of."""

from django.db import models


class Entry(models.Model):
    """`actor_id` did `verb` to the `noun` with `noun_id` at `at`. `detail` holds codes and numbers, never personal data."""

    at = models.DateTimeField(db_index=True)
    actor_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=20)
    verb = models.CharField(max_length=40)
    noun = models.CharField(max_length=40)
    noun_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["noun", "noun_id", "at"])]
        ordering = ["-at", "-id"]
