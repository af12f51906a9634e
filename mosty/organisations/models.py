"""Hosts and their people."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mosty.base.ids import public_id
from mosty.city.models import District

SUBJECT = "organisation"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def shown(self) -> "OrganisationQuerySet":
        """Those whose page the public may see."""
        return self.exclude(verification_status__in=["rejected", "suspended"])

    def of_member(self, person: object) -> "OrganisationQuerySet":
        return self.filter(memberships__person=person)


class Organisation(models.Model):
    """A host. Its name and description live in translations (subject "organisation"); `name` keeps the original for lists."""

    class Type(models.TextChoices):
        NGO = "ngo", _("association or charity")
        LIBRARY = "library", _("library")
        SCHOOL = "school", _("school")
        MUSEUM = "museum", _("museum or gallery")
        MUNICIPAL = "municipal", _("city or district office")
        CHURCH = "church", _("church or parish")
        HEALTH_SOCIAL = "health_social", _("hospital or social service")
        INFORMAL_GROUP = "informal_group", _("group of neighbours")
        SOCIAL_ENTERPRISE = "social_enterprise", _("social enterprise")
        OTHER = "other", _("other")

    class Verification(models.TextChoices):
        DRAFT = "draft", _("not yet sent for checking")
        SUBMITTED = "submitted", _("waiting for checking")
        VERIFIED = "verified", _("checked by the city")
        REJECTED = "rejected", _("refused")
        SUSPENDED = "suspended", _("suspended")

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)
    name = models.CharField(max_length=160)
    legal_name = models.CharField(max_length=160, blank=True)
    source_language = models.CharField(max_length=12)
    organisation_type = models.CharField(max_length=20, choices=Type.choices, default=Type.NGO)
    website = models.URLField(max_length=300, blank=True)
    registration_scheme = models.CharField(max_length=12, blank=True)
    registration_number = models.CharField(max_length=40, blank=True)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    knows_language = models.JSONField(default=list)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    contact_telephone = models.CharField(max_length=40, blank=True)
    contact_language = models.CharField(max_length=12)
    verification_status = models.CharField(max_length=10, choices=Verification.choices, default=Verification.DRAFT)
    assured_date = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=120, blank=True)
    response_time_median_hours = models.PositiveIntegerField(null=True)
    response_rate = models.PositiveSmallIntegerField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verification_status__in=["draft", "submitted", "verified", "rejected", "suspended"]),
                name="organisation_verification_known",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_verified(self) -> bool:
        return self.verification_status == self.Verification.VERIFIED

    @property
    def may_act(self) -> bool:
        """Neither refused nor suspended: may read applications and answer them."""
        return self.verification_status not in (self.Verification.REJECTED, self.Verification.SUSPENDED)


class Membership(models.Model):
    """A person who acts for a host. `is_lead` may invite others."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    is_lead = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "organisation"], name="membership_once")]
