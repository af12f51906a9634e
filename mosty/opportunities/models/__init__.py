"""Tables of the heart."""

from mosty.opportunities.models.opportunity import SUBJECT, TEXT_FIELDS, Opportunity, OpportunityQuerySet
from mosty.opportunities.models.requirements import LanguageRequirement, PaperRequirement
from mosty.opportunities.models.sessions import Series, Session
from mosty.opportunities.models.templates import TEMPLATE_SUBJECT, Template

__all__ = [
    "SUBJECT",
    "TEMPLATE_SUBJECT",
    "TEXT_FIELDS",
    "LanguageRequirement",
    "Opportunity",
    "OpportunityQuerySet",
    "PaperRequirement",
    "Series",
    "Session",
    "Template",
]
