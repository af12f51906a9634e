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
    rebuild_wanted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.listing_count} listings"


class Missed(models.Model):
    """Words that people searched for, with no filter, and found nothing: how often, and the last day. No word about who.

    Shown from `rules.missed.FEWEST` searches on; what looks like an address, a number or a letter is not counted at all.
    """

    words = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    count = models.PositiveIntegerField(default=0)
    first_on = models.DateField(db_index=True, null=True)
    last_on = models.DateField()
    is_settled = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "missed"
        constraints = [models.UniqueConstraint(fields=["words", "language"], name="missed_once")]

    def __str__(self) -> str:
        return self.words


class Synonym(models.Model):
    """A word that the city's staff tied to a concept of the vocabulary."""

    concept = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    words = models.CharField(max_length=60)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["concept", "words"], name="synonym_once")]

    def __str__(self) -> str:
        return self.words


class LevelAsked(models.Model):
    """How many searches of one month said which level of the local language the reader has. Counts only."""

    month = models.DateField()
    level = models.CharField(max_length=6)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "levels asked"
        constraints = [models.UniqueConstraint(fields=["month", "level"], name="level_asked_once")]

    def __str__(self) -> str:
        return self.level
