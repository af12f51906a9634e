"""Background work of this room."""

from mosty.notices.actions import send_due


def send_due_letters() -> int:
    """Send the letters that are due; returns how many."""
    return send_due()
