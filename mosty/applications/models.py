"""A person asks to help, and what came of it."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from mosty.base.ids import public_id
from mosty.opportunities.models import Opportunity, Session

MESSAGE = "message"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def of_member(self, person: object) -> "ApplicationQuerySet":
        """Those sent to the hosts this person acts for; a refused or suspended host reads nothing any more."""
        mine = self.filter(opportunity__organisation__memberships__person=person)
        return mine.exclude(opportunity__organisation__verification_status__in=["rejected", "suspended"])

    def waiting_for_answer(self) -> "ApplicationQuerySet":
        return self.filter(status__in=Application.WAITING, first_response_at__isnull=True)


class Application(models.Model):
    """One person's wish to help with one opportunity.

    Nationality, residence status and papers are never stored. Name, contact and messages are wiped at `anonymize_at`.
    """

    class Status(models.TextChoices):
        SUBMITTED = "submitted", _("sent")
        IN_CONVERSATION = "in_conversation", _("the host has asked something")
        ACCEPTED = "accepted", _("accepted")
        WAITLISTED = "waitlisted", _("on the waiting list")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        TELEGRAM = "telegram", "Telegram"
        VIBER = "viber", "Viber"
        WHATSAPP = "whatsapp", "WhatsApp"
        IN_PERSON = "in_person", _("I will come in person")

    class DeclineReason(models.TextChoices):
        FULL = "full", _("All places are taken.")
        REQUIREMENTS = "requirements_not_fulfilled", _("A condition of this activity is not met.")
        LANGUAGE = "language_level", _("This activity needs more of the language.")
        CLOSED = "opportunity_closed", _("The activity no longer takes place.")
        OTHER = "other", _("Another reason.")

    WAITING = (Status.SUBMITTED, Status.WAITLISTED)
    OPEN = (Status.SUBMITTED, Status.IN_CONVERSATION, Status.WAITLISTED, Status.ACCEPTED)

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    access_code_hash = models.CharField(max_length=64, unique=True)
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="applications")
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="applications")
    given_name = models.CharField(max_length=80, blank=True)
    preferred_channel = models.CharField(max_length=10, choices=Channel.choices)
    contact = models.CharField(max_length=254, blank=True)
    content_hash = models.CharField(max_length=64, blank=True, db_index=True)
    preferred_language = models.CharField(max_length=12)
    status = models.CharField(max_length=16, choices=Status.choices, default=Status.SUBMITTED)
    holds_place = models.BooleanField(default=False)
    decline_reason = models.CharField(max_length=28, choices=DeclineReason.choices, blank=True)
    group_size = models.PositiveSmallIntegerField(default=1)
    source_channel = models.CharField(max_length=12, default="web")
    source_language = models.CharField(max_length=12)
    submitted_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    anonymize_at = models.DateTimeField(null=True)
    is_anonymized = models.BooleanField(default=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-submitted_at", "-id"]
        indexes = [models.Index(fields=["opportunity", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(holds_place=True)
                | models.Q(status__in=["accepted", "submitted", "in_conversation"]),
                name="application_place_only_when_open",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def contact_url(self) -> str:
        """What opens the program that reaches the person: mailto, tel, or the messenger's own address; "" where none does."""
        digits = re.sub(r"\D", "", self.contact)
        name = self.contact.removeprefix("https://t.me/").lstrip("@")
        match self.preferred_channel:
            case self.Channel.EMAIL:
                return f"mailto:{self.contact}"
            case self.Channel.PHONE:
                return f"tel:+{digits}" if self.contact.startswith("+") else f"tel:{digits}"
            case self.Channel.WHATSAPP:
                return f"https://wa.me/{digits}"
            case self.Channel.VIBER:
                return f"viber://chat?number=%2B{digits}"
            case self.Channel.TELEGRAM if re.fullmatch(r"[A-Za-z0-9_]{5,32}", name) and not name.isdigit():
                return f"https://t.me/{name}"
        return ""


class Message(models.Model):
    """A few words between applicant and host, in the writer's own language, and ready sentences by their codes, which everybody
    reads in their own. A machine's translation of the words lives in translations, under `MESSAGE`."""

    class Author(models.TextChoices):
        APPLICANT = "applicant"
        HOST = "host"
        COORDINATOR = "coordinator"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    author = models.CharField(max_length=12, choices=Author.choices)
    language = models.CharField(max_length=12)
    words = models.TextField()
    phrases = models.JSONField(default=list)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]
