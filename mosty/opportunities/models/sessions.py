"""When: repeating series and single sessions (shown to people as dates or shifts)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mosty.opportunities.models.opportunity import Opportunity


class Series(models.Model):
    """A rule that makes sessions. `rrule` is RFC 5545 without DTSTART; times are local to `schedule_timezone`."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="series")
    rrule = models.CharField(max_length=200)
    start_on = models.DateField()
    start_time = models.TimeField()
    end_time = models.TimeField(null=True)
    until = models.DateField(null=True)
    exdates = models.JSONField(default=list)
    schedule_timezone = models.CharField(max_length=40)
    weeks_in_advance = models.PositiveSmallIntegerField(default=8)
    maximum_capacity = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name_plural = "series"


class Session(models.Model):
    """One date. With its own `maximum_capacity` it has its own places, else those of the opportunity count."""

    class EventStatus(models.TextChoices):
        SCHEDULED = "scheduled", _("takes place")
        CANCELLED = "cancelled", _("cancelled")

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="sessions")
    series = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, related_name="sessions")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField(null=True)
    event_status = models.CharField(max_length=10, choices=EventStatus.choices, default=EventStatus.SCHEDULED)
    maximum_capacity = models.PositiveIntegerField(null=True)
    taken_capacity = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["start_date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "start_date"], name="session_once"),
            models.CheckConstraint(
                condition=Q(maximum_capacity__isnull=True) | Q(taken_capacity__lte=F("maximum_capacity")),
                name="session_not_oversold",
            ),
        ]

    @property
    def remaining_capacity(self) -> int | None:
        return None if self.maximum_capacity is None else max(0, self.maximum_capacity - self.taken_capacity)
