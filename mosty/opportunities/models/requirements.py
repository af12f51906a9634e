"""What is asked of the volunteer: languages and papers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mosty.opportunities.models.opportunity import Opportunity


class LanguageRequirement(models.Model):
    """One language need: any of `languages` (BCP 47), at least at `minimum_level`, for these purposes."""

    class Type(models.TextChoices):
        REQUIRED = "required", _("needed")
        HELPFUL = "helpful", _("helpful")
        NOT_NEEDED = "not_needed", _("not needed")
        PRACTISED_HERE = "practised_here", _("practised here")

    class Level(models.TextChoices):
        NONE = "none", _("none")
        PRE_A1 = "pre_a1", _("a few words")
        A1 = "a1", "A1"
        A2 = "a2", "A2"
        B1 = "b1", "B1"
        B2 = "b2", "B2"
        C1 = "c1", "C1"
        C2 = "c2", "C2"

    class Purpose(models.TextChoices):
        WITH_TEAM = "with_team", _("talking with the team")
        WITH_CLIENTS = "with_clients", _("talking with the people you help")
        SAFETY = "safety", _("safety instructions")
        PHONE = "phone", _("phone calls")
        PAPERWORK = "paperwork", _("reading and writing papers")

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="language_requirements")
    languages = models.JSONField()
    requirement_type = models.CharField(max_length=14, choices=Type.choices, default=Type.REQUIRED)
    minimum_level = models.CharField(max_length=6, choices=Level.choices, default=Level.NONE)
    purpose = models.JSONField(default=list)
    reason_for_b2_plus = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]


class PaperRequirement(models.Model):
    """A paper from the closed list, with why, who pays and what somebody without a local record can bring instead."""

    class PaidBy(models.TextChoices):
        HOST = "host", _("the host pays")
        CITY = "city", _("the city pays")
        VOLUNTEER = "volunteer", _("you pay")
        FREE = "free", _("it is free of charge")

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="paper_requirements")
    code = models.CharField(max_length=30)
    why = models.JSONField(default=dict)
    alternative = models.JSONField(default=dict)
    is_foreign_record_accepted = models.BooleanField(null=True)
    paid_by = models.CharField(max_length=10, choices=PaidBy.choices, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["opportunity", "code"], name="paper_once")]
