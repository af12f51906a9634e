"""Background work of this room; the worker runs both every few seconds."""

from mosty.channels.actions import read_back_due, send_due


def send_due_posts() -> int:
    """Send the posts that are due; returns how many were confirmed at once."""
    return send_due()


def read_back_uncertain_posts() -> int:
    """Look for uncertain posts on their networks; returns how many were found."""
    return read_back_due()
