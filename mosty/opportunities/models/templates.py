"""Offers that hosts write again and again."""

from django.db import models

TEMPLATE_SUBJECT = "template"


class Template(models.Model):
    """A common offer, moderated and translated once. Texts live in translations (subject "template").

    `defaults` are values the host's form starts from: topics by group, papers, schedule, commitment, language need.
    """

    code = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=6)
    defaults = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.code
