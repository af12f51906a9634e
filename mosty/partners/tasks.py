"""Background work of this room."""

from mosty.partners.actions import forget_old_tables


def forget_tables() -> int:
    """Daily: empty uploaded tables whose days are over."""
    return forget_old_tables()
