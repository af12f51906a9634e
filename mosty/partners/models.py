"""Where listings from elsewhere come from, what each run did with each row, and what belongs to what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mosty.base.ids import public_id
from mosty.opportunities.models import Opportunity


class Source(models.Model):
    """A partner's table. `mapping` is what a person said about its columns (column heading or letter → field).

    Guard: `empty_since` is when the table first came without any offer; `held_count` how many withdrawals wait for a
    person's word (0 = none).
    """

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    name = models.CharField(max_length=60, unique=True)
    format = models.CharField(max_length=12)
    mapping = models.JSONField(default=dict, blank=True)
    last_run_at = models.DateTimeField(null=True)
    empty_since = models.DateTimeField(null=True)
    held_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Run(models.Model):
    """One reading of one table. `table` holds the uploaded bytes until `table_until` and is emptied then.

    `waiting`: uploaded, nobody has said yes yet. `asks`: rows are in, but withdrawals wait for a person.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("uploaded, not yet taken in")
        DONE = "done", _("taken in")
        ASKS = "asks", _("taken in, withdrawals wait for your word")
        FAILED = "failed", _("could not be read")

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    format = models.CharField(max_length=12)
    file_name = models.CharField(max_length=200, blank=True)
    table = models.BinaryField(null=True)
    table_until = models.DateField(null=True)
    started_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=40, blank=True)
    taken = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    withdrawn = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "done", "asks", "failed"]), name="run_state_known"
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class Row(models.Model):
    """What became of one row. `number` is the row in the table (0 = a sheet as a whole, or an item missing from it)."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken")
        UPDATED = "updated", _("updated")
        MERGED = "merged", _("merged into another row")
        REFUSED = "refused", _("not taken")
        WITHDRAWN = "withdrawn", _("withdrawn")
        UNCHANGED = "unchanged", _("nothing new")
        LEFT_OUT = "left_out", _("left out")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    code = models.CharField(max_length=40, blank=True)
    cell = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=300, blank=True)
    flags = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    opportunity_public_id = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["run", "id"]


class Provenance(models.Model):
    """Which row of which source stands behind a listing.

    `item_id` (shown outside as source_id) is the row's own id, else an id made of its host and title. `payload` is
    what the source last said, part by part, so that an edit made here is kept until the source itself changes that
    part. `is_merged`: this row only added to a listing that another row, source or host began.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="provenances")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="provenances")
    item_id = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    payload = models.JSONField(default=dict)
    organisation_words = models.CharField(max_length=200, blank=True)
    title_words = models.CharField(max_length=300, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    license = models.CharField(max_length=60, blank=True)
    source_modified_on = models.DateField(null=True)
    modified_at = models.DateTimeField()
    is_merged = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "item_id"], name="provenance_once")]
        indexes = [models.Index(fields=["source", "withdrawn_at"])]
