"""What both machines share: one POST, and what its failures mean."""

from collections.abc import Mapping
from typing import Any

from mosty.base.http import Answer, OutgoingError, fetch
from mosty.translations.kinds import NotTranslated

SETTING = "TRANSLATOR_URL"
MAX_BYTES = 2_000_000
LONGEST_WAIT = 6 * 3600.0
FINAL = {400: "language_not_known", 401: "wrong_key", 403: "wrong_key", 404: "wrong_address"}


def ask(url: str, payload: Mapping[str, object], headers: Mapping[str, str], deadline: float) -> Any:
    """The answer as JSON; `NotTranslated` says what to think of everything else."""
    try:
        answer = fetch(
            "POST",
            url,
            operator_setting=SETTING,
            payload=payload,
            headers=headers,
            deadline=deadline,
            max_bytes=MAX_BYTES,
        )
    except OutgoingError as trouble:
        raise NotTranslated(trouble.code, may_have_counted=trouble.may_have_arrived) from None
    if answer.status != 200:
        raise _refusal(answer)
    try:
        return answer.json()
    except OutgoingError as trouble:
        raise NotTranslated(trouble.code, may_have_counted=True) from None


def _refusal(answer: Answer) -> NotTranslated:
    if answer.status in (429, 529):
        return NotTranslated("too_many", retry_after=_seconds(answer.headers.get("retry-after", "")))
    if answer.status == 456:
        return NotTranslated("quota_used_up", retry_after=LONGEST_WAIT)
    if answer.status == 413:
        return NotTranslated("too_big", is_final=True)
    if answer.status in FINAL:
        return NotTranslated(FINAL[answer.status], is_final=True)
    return NotTranslated("machine_failed", may_have_counted=answer.status >= 500)


def _seconds(text: str) -> float:
    return min(float(text), LONGEST_WAIT) if text.isascii() and text.isdigit() and len(text) < 6 else 0.0


def as_list(found: object, count: int) -> list[object]:
    """The answers, one per line; any other number means that nobody knows which belongs where."""
    if not isinstance(found, list) or len(found) != count:
        raise NotTranslated("other_number_of_lines", may_have_counted=True)
    return found
