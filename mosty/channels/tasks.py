"""Background work of this room."""

from mosty.channels.actions import read_back_due, send_due


def send_due_posts() -> int:
    """Send the posts that are due and look for uncertain ones on their networks; returns how many were confirmed."""
    return send_due() + read_back_due()
