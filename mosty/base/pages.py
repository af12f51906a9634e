"""Finished pages kept for the next visitor, until somebody changes something."""

import time

from django.conf import settings

STAMP = "pages.stamp"


def changed() -> None:
    """Something the public may see has changed: pages kept so far are not shown again by any process here."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    (settings.VAR_DIR / STAMP).write_text(str(time.time_ns()), encoding="ascii")


def generation() -> int:
    """Another number after each `changed()`, whichever process called it; 0 before the first."""
    try:
        return (settings.VAR_DIR / STAMP).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
