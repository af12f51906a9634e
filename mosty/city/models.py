"""Districts, topics, places."""

from django.db import models


class District(models.Model):
    """A district of the city as people know it. Names and `where` ("in Prague 7") by language."""

    slug = models.SlugField(max_length=60, unique=True)
    code = models.CharField(max_length=20, unique=True)
    names = models.JSONField()
    where = models.JSONField()
    genitive = models.CharField(max_length=80, blank=True)
    locative = models.CharField(max_length=80, blank=True)
    group = models.CharField(max_length=60, blank=True)
    aliases = models.JSONField(default=list)
    quarters = models.JSONField(default=list)
    latitude = models.FloatField()
    longitude = models.FloatField()
    tile_row = models.PositiveSmallIntegerField()
    tile_column = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["tile_row", "tile_column"], name="district_tile_once")]

    def __str__(self) -> str:
        return self.slug

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names.get("en") or self.slug


class Topic(models.Model):
    """A code with labels and synonyms in every language: a cause, an activity, an audience, a paper, a reward.

    `grammar` holds what the sentences need: `phrase`, `phrase_alone`, `forms`, `explain`, `short` by language.
    """

    class Group(models.TextChoices):
        CAUSE = "cause"
        ACTIVITY = "activity"
        AUDIENCE = "audience"
        PAPER = "paper"
        REWARD = "reward"

    group = models.CharField(max_length=10, choices=Group.choices)
    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=6, blank=True)
    labels = models.JSONField()
    synonyms = models.JSONField(default=dict)
    grammar = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["group", "position"]
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="topic_once")]

    def __str__(self) -> str:
        return f"{self.group}:{self.code}"

    def label(self, language: str) -> str:
        return self.labels.get(language) or self.labels.get("en") or self.code


class Place(models.Model):
    """Where something happens. `exactness` says how much of it the public may see."""

    class Exactness(models.TextChoices):
        EXACT = "exact"
        STREET = "street"
        AREA = "area"
        HIDDEN = "hidden_until_accepted"

    name = models.CharField(max_length=120, blank=True)
    street_address = models.CharField(max_length=160, blank=True)
    address_locality = models.CharField(max_length=80, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="places")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    exactness = models.CharField(max_length=24, choices=Exactness.choices, default=Exactness.EXACT)
    transportation = models.CharField(max_length=160, blank=True)

    def public_line(self) -> str:
        """Name and street as far as the public may see them."""
        if self.exactness in (self.Exactness.AREA, self.Exactness.HIDDEN):
            return ""
        return ", ".join(part for part in (self.name, self.street_address) if part)
