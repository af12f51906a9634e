"""Letters that wait, are being sent, were sent or could not be."""

from django.db import models


class Notice(models.Model):
    """One message to one person. Claimed by a conditional update; body and address are wiped after the city's retention."""

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    kind = models.CharField(max_length=12, default="mail")
    to_address = models.CharField(max_length=254)
    language = models.CharField(max_length=12)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    reply_to = models.CharField(max_length=254, blank=True)
    about = models.CharField(max_length=60, blank=True)
    once_key = models.CharField(max_length=120, unique=True, null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"])]
