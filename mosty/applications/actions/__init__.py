"""Every write about applications."""

from mosty.applications.actions.answering import (
    accept,
    ask_back,
    cancel_date,
    decline,
    put_on_waiting_list,
    withdraw,
    write_back,
)
from mosty.applications.actions.applying import apply
from mosty.applications.actions.keeping import (
    backdate,
    count_answers,
    delete,
    erase_person,
    remind_hosts,
    wipe_due,
)

__all__ = [
    "accept",
    "apply",
    "ask_back",
    "backdate",
    "cancel_date",
    "count_answers",
    "decline",
    "delete",
    "erase_person",
    "put_on_waiting_list",
    "remind_hosts",
    "wipe_due",
    "withdraw",
    "write_back",
]
