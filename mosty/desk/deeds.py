"""What the journal's verbs mean, as the desk says it."""

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "add": _("written"),
    "change": _("changed"),
    "write": _("words changed"),
    "set_languages": _("language need changed"),
    "set_papers": _("papers changed"),
    "set_times": _("times changed"),
    "submit": _("sent for checking"),
    "publish": _("published"),
    "request_changes": _("changes asked for"),
    "reject": _("refused"),
    "pause": _("hidden for a while"),
    "close": _("closed"),
    "withdraw": _("withdrawn: no longer in the partner's list"),
    "reopen": _("opened again"),
    "assure": _("confirmed: still true"),
    "expire": _("hidden: not confirmed"),
    "verify": _("checked by the city"),
    "suspend": _("suspended"),
    "join": _("somebody joined"),
    "leave": _("somebody left"),
    "invite": _("somebody was invited"),
    "check_translation": _("translation checked"),
    "send_translation_back": _("translation sent back"),
    "machine_translation": _("translated by a machine"),
    "translate_anyway": _("machine translation allowed"),
    "translate_again": _("machine asked again"),
    "import_translations": _("translations from a file"),
}


def words_of(verb: str) -> str:
    """A verb of the journal in the reader's words; one that nobody has worded stands as it is."""
    return str(DEEDS.get(verb, verb))
