"""People who sign in, and what they may."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account: host members and staff. Applicants need none. Nationality and status are never stored."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    preferred_language = models.CharField(max_length=12, blank=True)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name or self.email


class Role(models.Model):
    """A person works for the city in this role. Being a member of a host is kept with the host."""

    class Kind(models.TextChoices):
        COORDINATOR = "coordinator", _("coordinator")
        INTERCULTURAL_WORKER = "intercultural_worker", _("intercultural worker")
        CASE_HANDLER = "case_handler", _("case handler")
        TRANSLATOR = "translator", _("community translator")
        ADMINISTRATOR = "administrator", _("administrator")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="role_once"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=["coordinator", "intercultural_worker", "case_handler", "translator", "administrator"]
                ),
                name="role_kind_known",
            ),
        ]


class ReadLanguage(models.Model):
    """A language that a person reads well enough to check a text in it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="read_languages")
    language = models.CharField(max_length=12)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "language"], name="read_language_once")]


class Invitation(models.Model):
    """A letter that lets somebody in once: as staff (`role`) or, with a `purpose` another room understands, as a member."""

    email = models.EmailField(max_length=254)
    code_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=24, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=12)
    invited_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
