"""Every write about listings."""

from mosty.opportunities.actions.editing import (
    add,
    change,
    forget_contact,
    original_rows,
    set_languages,
    set_papers,
    set_texts,
    set_times,
    use_template,
)
from mosty.opportunities.actions.life import (
    assure,
    backdate,
    close,
    expire_unconfirmed,
    pause,
    publish,
    reject,
    reopen,
    request_changes,
    send_for_checking,
    submit,
    withdraw,
)
from mosty.opportunities.actions.loading import load_templates
from mosty.opportunities.actions.places import release_place, take_place
from mosty.opportunities.actions.times import cancel_session, make_sessions

__all__ = [
    "add",
    "assure",
    "backdate",
    "cancel_session",
    "change",
    "close",
    "expire_unconfirmed",
    "forget_contact",
    "load_templates",
    "make_sessions",
    "original_rows",
    "pause",
    "publish",
    "reject",
    "release_place",
    "reopen",
    "request_changes",
    "send_for_checking",
    "set_languages",
    "set_papers",
    "set_texts",
    "set_times",
    "submit",
    "take_place",
    "use_template",
    "withdraw",
]
