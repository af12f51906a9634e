"""What the index still has to learn, and what is known about it."""

from django.db import models


class Waiting(models.Model):
    """A listing whose place in the index may be out of date; written in the transaction of the change, deleted
    once indexed.

    Several rows for one listing are one piece of work. Holds no words, only the public id.
    """

    public_id = models.CharField(max_length=12)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "waiting"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.public_id


class IndexState(models.Model):
    """One row: when the index was last built and fed, and until when passed dates have been followed."""

    built_at = models.DateTimeField(null=True)
    fed_at = models.DateTimeField(null=True)
    followed_until = models.DateTimeField(null=True)
    listing_count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.listing_count} listings"
