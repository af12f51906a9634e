"""Background work of this room."""

from mosty.applications.actions import count_answers, remind_hosts, wipe_due

__all__ = ["count_answers", "remind_hosts", "wipe_due"]
