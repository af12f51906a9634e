"""Channels, what is posted to them, links that count."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mosty.base.ids import public_id
from mosty.city.models import District
from mosty.opportunities.models import Opportunity


class Channel(models.Model):
    """A public that the city can speak to: a network, a language, the districts it is about (none = the whole city).

    `secret` is what lets us in, sealed (see rules.secrets); it never leaves this room. Until `held_until` nothing is
    sent because the network asked us to wait.
    """

    class Kind(models.TextChoices):
        FACEBOOK = "facebook", _("Facebook Page")

    class State(models.TextChoices):
        NOT_CONNECTED = "not_connected", _("not connected")
        CONNECTED = "connected", _("connected")
        STOPPED = "stopped", _("stopped, needs you")

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.FACEBOOK)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=12)
    districts = models.ManyToManyField(District, blank=True, related_name="channels")
    external_id = models.CharField(max_length=40, blank=True)
    secret = models.TextField(blank=True)
    state = models.CharField(max_length=14, choices=State.choices, default=State.NOT_CONNECTED)
    reason = models.CharField(max_length=40, blank=True)
    stopped_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
    connected_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "external_id"], condition=~Q(external_id=""), name="channel_page_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["not_connected", "connected", "stopped"]), name="channel_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="not_connected") | (~Q(external_id="") & ~Q(secret="")),
                name="channel_connected_has_secret",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    """A short address `/go/{code}` that counts visits by day and leads to a page of ours. Nothing else is kept."""

    class Purpose(models.TextChoices):
        POST = "post", _("post")
        POSTER = "poster", _("poster")
        PROMOTER = "promoter", _("promoter")

    code = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    target_path = models.CharField(max_length=300)
    language = models.CharField(max_length=12)
    channel = models.ForeignKey(Channel, on_delete=models.SET_NULL, null=True, related_name="links")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.SET_NULL, null=True, related_name="links")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            # A redirect that leads out of the house would be a gift to whoever can write one.
            models.CheckConstraint(
                condition=Q(target_path__startswith="/")
                & ~Q(target_path__startswith="//")
                & ~Q(target_path__contains="\\"),
                name="link_stays_inside",
            ),
            models.UniqueConstraint(
                fields=["opportunity", "language"], condition=Q(purpose="poster"), name="link_poster_once"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LinkDay(models.Model):
    """How many visits a link had on one day of the city's calendar."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="days")
    day_on = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day_on"]
        constraints = [models.UniqueConstraint(fields=["link", "day_on"], name="link_day_once")]


class Post(models.Model):
    """One post to one channel: waiting → sending → confirmed, refused or uncertain; cancelled while it waits.

    *Uncertain* means that the network may have taken it and did not say so. It is read back, or shown to a person; it
    is never sent again before it is known to be absent. A row that is being sent is held by `claim` until `claimed_at`
    plus the lease; after that its sender counts as dead and the post as uncertain. `attempts` are tries that may have
    arrived, `delays` those that certainly did not, `readings` those since it became uncertain.
    """

    class Occasion(models.TextChoices):
        NEW = "new", _("new listing")
        REMINDER = "reminder", _("reminder")
        LAST_PLACES = "last_places", _("last places")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        CONFIRMED = "confirmed", _("posted")
        REFUSED = "refused", _("refused")
        UNCERTAIN = "uncertain", _("not certain")
        CANCELLED = "cancelled", _("cancelled")

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="posts")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.SET_NULL, null=True, related_name="posts")
    occasion = models.CharField(max_length=12, choices=Occasion.choices, default=Occasion.NEW)
    language = models.CharField(max_length=12)
    text = models.TextField()
    link = models.OneToOneField(Link, on_delete=models.PROTECT, related_name="post")
    has_picture = models.BooleanField(default=False)

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField()
    claim = models.CharField(max_length=32, blank=True)
    claimed_at = models.DateTimeField(null=True)
    first_tried_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    delays = models.PositiveSmallIntegerField(default=0)
    uncertain_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    readings = models.PositiveSmallIntegerField(default=0)
    is_for_person = models.BooleanField(default=False)

    external_id = models.CharField(max_length=80, blank=True)
    external_url = models.URLField(max_length=300, blank=True)
    confirmed_at = models.DateTimeField(null=True)
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-due_at", "-id"]
        indexes = [
            models.Index(fields=["state", "due_at"]),
            models.Index(fields=["state", "read_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "opportunity", "occasion"],
                condition=~Q(state="cancelled"),
                name="post_once",
            ),
            models.UniqueConstraint(
                fields=["channel", "external_id"], condition=~Q(external_id=""), name="post_external_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "confirmed", "refused", "uncertain", "cancelled"]),
                name="post_state_known",
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="post_refused_has_reason"),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_at__isnull=False), name="post_sending_is_claimed"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class PostEvent(models.Model):
    """One step in the life of a post: where it went and why. Codes only, never words of the network's answer."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField()
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=40, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["at", "id"]
