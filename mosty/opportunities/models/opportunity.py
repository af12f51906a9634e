"""What one can help with or join."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mosty.base.ids import public_id
from mosty.city.models import Place, Topic
from mosty.opportunities.models.templates import Template
from mosty.organisations.models import Organisation
from mosty.translations.models import Text

SUBJECT = "opportunity"
# The words of a listing, in the order they are read; all of them live in translations.
TEXT_FIELDS = ("title", "summary", "description", "easy_language_text", "responsibilities", "specifics")


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def shown(self) -> "OpportunityQuerySet":
        """What the public may read: published or filled, of a host that is neither refused nor suspended."""
        return self._of_good_hosts().filter(status__in=Opportunity.SHOWN)

    def published(self) -> "OpportunityQuerySet":
        """Of what is shown, that with places left. Not `shown` and a further filter: two conditions on one column keep
        SQLite from reading the newest straight from the index.
        """
        return self._of_good_hosts().filter(status=Opportunity.Status.PUBLISHED)

    def _of_good_hosts(self) -> "OpportunityQuerySet":
        return self.exclude(organisation__verification_status__in=["rejected", "suspended"])

    def of_member(self, person: object) -> "OpportunityQuerySet":
        """Those of the hosts this person acts for."""
        return self.filter(organisation__memberships__person=person)

    def with_words(self, words: str) -> "OpportunityQuerySet":
        """Those whose title in any language, or whose host, contains these words (for lists; finding is the search's)."""
        titles = Text.objects.filter(subject=SUBJECT, field="title", words__icontains=words).values("subject_id")
        return self.filter(Q(pk__in=titles) | Q(organisation__name__icontains=words))


class Opportunity(models.Model):
    """One listing. Its words (title, summary, description, responsibilities, specifics) live in translations.

    Names follow docs/glossary.md and the standards named there. Empty language requirements mean *not stated, ask*;
    `are_papers_stated` tells "no papers" from "nobody has said".
    """

    class Kind(models.TextChoices):
        HELP = "help", _("help")
        MEET = "meet", _("meet")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("waiting for checking")
        CHANGES_REQUESTED = "changes_requested", _("changes asked for")
        PUBLISHED = "published", _("published")
        PAUSED = "paused", _("paused")
        FILLED = "filled", _("full")
        CLOSED = "closed", _("closed")
        EXPIRED = "expired", _("not confirmed, hidden")
        REJECTED = "rejected", _("refused")

    class Schedule(models.TextChoices):
        SET_SHIFT = "set_shift", _("on set dates")
        FLEXIBLE_TIMEFRAME = "flexible_timeframe", _("time by agreement")
        OPEN_ENDED = "open_ended", _("any time, as long as you like")

    class Mode(models.TextChoices):
        OFFLINE = "offline", _("on site")
        ONLINE = "online", _("online")
        MIXED = "mixed", _("on site or online")

    class ApplyMode(models.TextChoices):
        DIRECT = "direct", _("a place is yours at once")
        APPROVAL = "approval", _("the host answers each application")
        INTEREST_ONLY = "interest_only", _("you only say that you are interested")
        EXTERNAL = "external", _("on the host's own page")

    class Period(models.TextChoices):
        ONCE = "once", _("once")
        DAY = "day", _("a day")
        WEEK = "week", _("a week")
        MONTH = "month", _("a month")
        YEAR = "year", _("a year")

    class Interpretation(models.TextChoices):
        NO = "no", _("no")
        AT_START = "at_start", _("at the start")
        ON_REQUEST = "on_request", _("when you ask")
        ALWAYS = "always", _("always")

    SHOWN = (Status.PUBLISHED, Status.FILLED)

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="opportunities")
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.HELP)
    status = models.CharField(max_length=18, choices=Status.choices, default=Status.DRAFT)
    source_language = models.CharField(max_length=12)
    template = models.ForeignKey(
        Template, on_delete=models.SET_NULL, null=True, blank=True, related_name="opportunities"
    )
    topics = models.ManyToManyField(Topic, related_name="opportunities")
    suits = models.JSONField(default=list)

    place = models.ForeignKey(Place, on_delete=models.SET_NULL, null=True, related_name="opportunities")
    attendance_mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.OFFLINE)
    schedule_type = models.CharField(max_length=20, choices=Schedule.choices, default=Schedule.FLEXIBLE_TIMEFRAME)
    day_parts = models.JSONField(default=list)
    commitment_hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    commitment_period = models.CharField(max_length=6, choices=Period.choices, blank=True)
    minimum_duration = models.CharField(max_length=12, blank=True)

    are_papers_stated = models.BooleanField(default=False)
    team_languages = models.JSONField(default=list)
    interpretation_available = models.CharField(
        max_length=10, choices=Interpretation.choices, default=Interpretation.NO
    )
    has_language_practice = models.BooleanField(default=False)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)

    maximum_capacity = models.PositiveIntegerField(null=True, blank=True)
    taken_capacity = models.PositiveIntegerField(default=0)
    waiting_list_capacity = models.PositiveIntegerField(default=0)
    apply_mode = models.CharField(max_length=14, choices=ApplyMode.choices, default=ApplyMode.APPROVAL)
    apply_link = models.URLField(max_length=500, blank=True)
    application_deadline = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    contact_telephone = models.CharField(max_length=40, blank=True)

    date_posted = models.DateField(null=True)
    valid_through = models.DateField(null=True, blank=True)
    assured_date = models.DateField(null=True)
    assured_by = models.CharField(max_length=20, blank=True)
    review_note = models.TextField(blank=True)
    flags = models.JSONField(default=list)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    license = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    modified = models.DateTimeField(db_index=True)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "opportunities"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["status", "organisation"]),
            models.Index("kind", "status", F("published_at").desc(), F("id").desc(), name="opportunity_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(maximum_capacity__isnull=True) | Q(taken_capacity__lte=F("maximum_capacity")),
                name="opportunity_not_oversold",
            ),
            models.CheckConstraint(condition=Q(kind__in=["help", "meet"]), name="opportunity_kind_known"),
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source_id=""), name="opportunity_source_once"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_shown(self) -> bool:
        return self.status in self.SHOWN

    @property
    def remaining_capacity(self) -> int | None:
        """Places left; None where places are not limited."""
        return None if self.maximum_capacity is None else max(0, self.maximum_capacity - self.taken_capacity)
