"""Finished pages kept for the next visitor, until somebody changes something."""

import os
import threading
import time

from django.conf import settings

STAMP = "pages.stamp"


def changed() -> None:
    """Something the public may see has changed: pages kept so far are not shown again by any process here."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    fresh = settings.VAR_DIR / f"{STAMP}.{os.getpid()}.{threading.get_ident()}"
    fresh.write_text(str(time.time_ns()), encoding="ascii")
    fresh.replace(settings.VAR_DIR / STAMP)


def generation() -> str:
    """Other words after each `changed()`, whichever process called it; "" before the first.

    What the file says, not when it was written: two changes can fall into one tick of the file system's clock.
    """
    try:
        return (settings.VAR_DIR / STAMP).read_text(encoding="ascii")
    except FileNotFoundError:
        return ""
