"""Doing a thing once although it was sent twice."""

import datetime as dt
import hashlib
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from mosty.base.clock import now
from mosty.base.errors import Reason, Refused
from mosty.base.models import IdempotencyKey

OTHER_CONTENT = Reason(
    "key_reused", _("This form was already sent with other words. Open the form again to send a new one.")
)


def fingerprint(*parts: object) -> str:
    """SHA-256 over the parts' text, in order."""
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode()).hexdigest()


def once(*, key: str, content: str, effect: Callable[[], str]) -> tuple[str, bool]:
    """Run `effect` unless `key` has run before; returns (result, was it the first time).

    Key and effect commit together, so a crash leaves both or neither. The same key with other content is refused.
    A send that arrives while the first one is still open waits for it (unique index) and gets its result.
    """
    kept = IdempotencyKey.objects.filter(key=key).first()
    if kept is None:
        try:
            with transaction.atomic():
                row = IdempotencyKey.objects.create(key=key, fingerprint=content, result="")
                row.result = effect()
                row.save(update_fields=["result"])
                return row.result, True
        except IntegrityError:
            kept = IdempotencyKey.objects.filter(key=key).first()
            if kept is None:
                raise
    if kept.fingerprint != content:
        raise Refused(OTHER_CONTENT)
    return kept.result, False


def forget_old_keys() -> int:
    """Delete keys older than two days; returns how many."""
    return IdempotencyKey.objects.filter(created_at__lt=now() - dt.timedelta(days=2)).delete()[0]
