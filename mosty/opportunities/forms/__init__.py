"""What a host or a coordinator types about a listing: one form per step, each writes through this room's actions."""

from mosty.opportunities.forms.language import LanguageForm
from mosty.opportunities.forms.papers import PapersForm
from mosty.opportunities.forms.step import StepForm
from mosty.opportunities.forms.what import WhatForm, WhereForm
from mosty.opportunities.forms.when import WhenForm
from mosty.opportunities.forms.words import ContactForm, WordsForm

STEPS: dict[str, type[StepForm]] = {
    "what": WhatForm,
    "where": WhereForm,
    "when": WhenForm,
    "language": LanguageForm,
    "papers": PapersForm,
    "words": WordsForm,
    "contact": ContactForm,
}

__all__ = [
    "STEPS",
    "ContactForm",
    "LanguageForm",
    "PapersForm",
    "StepForm",
    "WhatForm",
    "WhenForm",
    "WhereForm",
    "WordsForm",
]
