"""May a listing be sent, shown, shown at once?"""

from django.utils.translation import gettext_lazy as _

from mosty.base.errors import Reason
from mosty.opportunities.models import LanguageRequirement, Opportunity
from mosty.organisations.models import Organisation
from mosty.translations.queries import Texts

TITLE_MAX = 80
SUMMARY_MAX = 200
# How many letters each text may have.
TEXT_MAX = {
    "title": TITLE_MAX,
    "summary": SUMMARY_MAX,
    "description": 6000,
    "easy_language_text": 2000,
    "responsibilities": 2000,
    "specifics": 2000,
}
# Other languages need more room than the host's; a title and a summary have no more.
TRANSLATION_MAX = {**dict.fromkeys(TEXT_MAX, TEXT_MAX["description"]), "title": TITLE_MAX, "summary": SUMMARY_MAX}
DESCRIPTION_MIN = 30
DESCRIPTION_GOOD = 300
HIGH_LEVELS = ("b2", "c1", "c2")
CAN_BE_REOPENED = (Opportunity.Status.PAUSED, Opportunity.Status.CLOSED, Opportunity.Status.EXPIRED)
SHOWS_AT_ONCE = (Opportunity.Status.DRAFT, Opportunity.Status.CHANGES_REQUESTED)


def refusal_to_submit(opportunity: Opportunity, texts: Texts) -> Reason | None:
    """What a listing lacks before a coordinator can look at it."""
    if not texts.original("title").strip():
        return Reason("title_missing", _("Write a title: what will people do?"), "title")
    if len(texts.original("description").strip()) < DESCRIPTION_MIN:
        return Reason("description_short", _("Describe the activity in a few sentences."), "description")
    if not opportunity.topics.filter(group__in=["cause", "activity"]).exists():
        return Reason("activity_missing", _("Choose at least one activity or cause."), "activities")
    if opportunity.schedule_type == Opportunity.Schedule.SET_SHIFT and not (
        opportunity.series.exists() or opportunity.sessions.exists()
    ):
        return Reason("dates_missing", _("Add at least one date, or choose “time by agreement”."), "schedule_type")
    for need in opportunity.language_requirements.all():
        if _needs_a_reason(need):
            return Reason(
                "reason_for_b2_missing",
                _("Level %(level)s leaves most newcomers out. Write why it is needed, or choose a lower level.")
                % {"level": need.minimum_level.upper()},
                "reason_for_b2_plus",
            )
    place = opportunity.place
    if place and place.exactness == place.Exactness.HIDDEN and opportunity.apply_mode == Opportunity.ApplyMode.DIRECT:
        return Reason(
            "hidden_direct",
            _("A hidden address needs your answer first: choose “you answer each application”."),
            "apply_mode",
        )
    return None


def refusal_to_send(opportunity: Opportunity) -> Reason | None:
    """A host sends drafts and what was given back; everything else is with the city already, or was."""
    if opportunity.status not in SHOWS_AT_ONCE:
        return Reason("sent_already", _("This listing has been sent already."))
    return None


def refusal_to_hide(opportunity: Opportunity) -> Reason | None:
    """A host hides or ends what the public sees; what a coordinator holds back cannot be moved on this way."""
    if not opportunity.is_shown:
        return Reason("not_shown", _("This listing is not on the website."))
    return None


def refusal_to_reopen(opportunity: Opportunity) -> Reason | None:
    """A host brings back what it paused, ended or forgot to confirm; what the city refused stays refused."""
    if opportunity.status not in CAN_BE_REOPENED:
        return Reason("not_closed", _("This listing cannot be opened again. Write to the city's coordinator."))
    return None


def _needs_a_reason(need: LanguageRequirement) -> bool:
    is_high = need.requirement_type == LanguageRequirement.Type.REQUIRED and need.minimum_level in HIGH_LEVELS
    return is_high and not need.reason_for_b2_plus.strip()


def refusal_to_publish(opportunity: Opportunity, texts: Texts) -> Reason | None:
    """Why a listing may not be shown to the public; None when it may."""
    if opportunity.status in (Opportunity.Status.REJECTED, Opportunity.Status.CLOSED):
        return Reason("closed", _("This listing is closed. Open it again first."))
    if opportunity.organisation.verification_status in (
        Organisation.Verification.REJECTED,
        Organisation.Verification.SUSPENDED,
    ):
        return Reason("host_refused", _("The host is refused or suspended."))
    return refusal_to_submit(opportunity, texts)


def works_at_once(opportunity: Opportunity, texts: Texts, template_texts: Texts | None) -> bool:
    """Whether a listing goes live without waiting: a verified host, a template whose words are untouched."""
    if template_texts is None or not opportunity.organisation.is_verified:
        return False
    if (
        opportunity.apply_mode == Opportunity.ApplyMode.EXTERNAL
    ):  # leads away from the city's website: somebody looks first
        return False
    return all(texts.original(field) == words for field, words in _template_words(template_texts, opportunity).items())


def _template_words(template_texts: Texts, opportunity: Opportunity) -> dict[str, str]:
    fields = ("title", "summary", "description", "responsibilities")
    rows = {field: template_texts.in_language(field, opportunity.source_language) for field in fields}
    return {field: row.words for field, row in rows.items() if row is not None}


def warnings(opportunity: Opportunity, texts: Texts) -> list[Reason]:
    """What a coordinator should look at although nothing forbids publishing."""
    found = []
    if not opportunity.language_requirements.all():
        found.append(
            Reason("language_not_stated", _("Nobody has said which language is needed. Ask the host."), "language")
        )
    if not opportunity.are_papers_stated:
        found.append(
            Reason("papers_not_stated", _("Nobody has said which papers are asked for. Ask the host."), "papers")
        )
    if len(texts.original("description").strip()) < DESCRIPTION_GOOD:
        found.append(
            Reason("description_thin", _("The description is short. More detail brings more answers."), "description")
        )
    if opportunity.place is None and opportunity.attendance_mode != Opportunity.Mode.ONLINE:
        found.append(Reason("place_missing", _("There is no place yet."), "district"))
    if not (opportunity.contact_email or opportunity.organisation.contact_email):
        found.append(
            Reason("contact_missing", _("The host has no e-mail: applications wait on the desk."), "contact_email")
        )
    return found
