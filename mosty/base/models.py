"""Rows that make a repeated request harmless."""

from django.db import models


class IdempotencyKey(models.Model):
    """The first result of a form sent under one key; written in the same transaction as its effect.

    `key` is the form's token with its purpose, `fingerprint` the SHA-256 of its content, `result` what the first send made
    (an id, never personal data). Deleted after two days.
    """

    key = models.CharField(max_length=120, unique=True)
    fingerprint = models.CharField(max_length=64)
    result = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)


class Heartbeat(models.Model):
    """When a background process last said that it is alive."""

    name = models.CharField(max_length=40, unique=True)
    beaten_at = models.DateTimeField()
