"""A Facebook Page by the Graph API: a feed post with a link, or a photo post with the picture card.

Page posts need `pages_manage_posts`, reading them back `pages_read_engagement`. Scheduling stays with us: Facebook's
own (10 minutes to 30 days ahead) could not be taken back when a listing closes. The token goes into the form or a
header, never into an address, and the paging address in answers (it carries the token) is not used.
"""

import datetime as dt
import json
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from mosty.base.clock import now
from mosty.base.http import Answer, OutgoingError, fetch
from mosty.channels.kinds import (
    Absent,
    Account,
    Later,
    Outcome,
    Outgoing,
    Reading,
    Refused,
    Sent,
    Stopped,
    Uncertain,
)

SETTING = "FACEBOOK_GRAPH_URL"
PAGE_SIZE = 100
MOST_PAGES = 20
ACCESS = {102, 104, 190, 458, 459, 460, 463, 464, 467, 490}
PERMISSION = {10, *range(200, 300)}
RATE = {4, 17, 32, 341, 613, 80001, 80002}
# Error 1 and 2 are "wait and retry" in Meta's list, but also what a half-finished write ends in: read back first.
MAY_BE_TAKEN = {1, 2}
DUPLICATE = {506}
BLOCKED = {368}
LONGEST_WAIT = dt.timedelta(days=1)


class Facebook:
    """The kind `facebook`; keeps nothing between calls."""

    def check(self, account: Account, deadline: float) -> Sent | Later | Stopped:
        try:
            answer = self._get(account, "me", {"fields": "id,name"}, deadline)
            found = answer.json()
        except OutgoingError as trouble:
            return Later(trouble.code)
        error = _error(found)
        if error is None and isinstance(found, dict) and found.get("id"):
            return Sent(str(found["id"]), str(found.get("name", "")))
        outcome = _refusal(error or {}, answer)
        return outcome if isinstance(outcome, Later | Stopped) else Later("unreadable_answer")

    def send(self, account: Account, post: Outgoing, deadline: float) -> Outcome:
        form = {"message": post.text, "access_token": account.secret}
        files: dict[str, tuple[str, bytes, str]] | None = None
        if post.picture:
            path = f"{account.external_id}/photos"
            files = {"source": ("mosty.png", post.picture, "image/png")}
            form["alt_text_custom"] = post.alternative
        else:
            path = f"{account.external_id}/feed"
            form["link"] = post.link
        try:
            answer = fetch("POST", _address(path), operator_setting=SETTING, form=form, files=files, deadline=deadline)
        except OutgoingError as trouble:
            return Uncertain(trouble.code) if trouble.may_have_arrived else Later(trouble.code)
        try:
            found = answer.json()
        except OutgoingError as trouble:
            return Uncertain("network_failed" if answer.status >= 500 else trouble.code)
        error = _error(found)
        if error is not None:
            return _refusal(error, answer)
        number = found.get("post_id") or found.get("id") if isinstance(found, dict) else None
        if answer.status == 200 and number:
            return Sent(str(number)[:80], f"https://www.facebook.com/{number}")
        return Uncertain("unreadable_answer")

    def read_back(self, account: Account, post: Outgoing, since: dt.datetime, deadline: float) -> Reading:
        ends_at = time.monotonic() + deadline
        query = {
            "fields": "id,message,permalink_url,attachments{unshimmed_url}",
            "since": str(int(since.timestamp())),
            "limit": str(PAGE_SIZE),
        }
        for _page in range(MOST_PAGES):
            try:
                answer = self._get(account, f"{account.external_id}/feed", query, max(0.1, ends_at - time.monotonic()))
                found = answer.json()
            except OutgoingError as trouble:
                return Later(trouble.code)
            error = _error(found)
            if error is not None:
                outcome = _refusal(error, answer)
                return outcome if isinstance(outcome, Later | Stopped) else Later("unreadable_answer")
            if answer.status != 200 or not isinstance(found, dict) or not isinstance(found.get("data"), list):
                return Later("unreadable_answer")
            for row in found["data"]:
                if isinstance(row, dict) and _holds(row, post.mark):
                    number = str(row.get("id", ""))[:80]
                    return Sent(number, _own_address(row.get("permalink_url"), number))
            after = _next_cursor(found)
            if not after:
                return Absent()
            query["after"] = after
        return Later("too_many_pages")

    def _get(self, account: Account, path: str, query: Mapping[str, str], deadline: float) -> Answer:
        return fetch(
            "GET",
            f"{_address(path)}?{urlencode(query)}",
            operator_setting=SETTING,
            headers={"authorization": f"Bearer {account.secret}"},
            deadline=deadline,
        )


def _address(path: str) -> str:
    return f"{settings.FACEBOOK_GRAPH_URL}/{path}"


def _error(found: object) -> dict[str, Any] | None:
    """The error of an answer, if it is one."""
    error = found.get("error") if isinstance(found, dict) else None
    return error if isinstance(error, dict) else None


def _refusal(error: dict[str, Any], answer: Answer) -> Outcome:
    """What an error means for the post and for the channel."""
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    if code in ACCESS or (error.get("type") == "OAuthException" and code == 0):
        return Stopped("token_expired" if subcode in (0, 463) else "token_invalid")
    if code in PERMISSION:
        return Stopped("permission_missing")
    if code in RATE:
        return Later("rate_limited", _regained_at(answer.headers))
    if code in DUPLICATE:
        return Uncertain("duplicate", is_taken=True)
    if code in BLOCKED:
        return Refused("blocked", is_block=True)
    if code in MAY_BE_TAKEN or answer.status >= 500:
        return Uncertain("network_failed")
    if error.get("is_transient"):
        return Later("network_failed")
    return Refused("rejected")


def _regained_at(headers: Mapping[str, str]) -> dt.datetime:
    """When calls are welcome again: Retry-After, else Meta's minutes, else in an hour (the window of the limits)."""
    waits = [
        _retry_after(headers.get("retry-after", "")),
        _usage_minutes(headers.get("x-business-use-case-usage", "")),
    ]
    named = next((wait for wait in waits if wait is not None), dt.timedelta(hours=1))
    return now() + min(max(named, dt.timedelta(seconds=1)), LONGEST_WAIT)


def _retry_after(value: str) -> dt.timedelta | None:
    """RFC 9110: seconds or a date."""
    if value.isascii() and value.isdigit():
        return dt.timedelta(seconds=min(int(value[:9]), 86_400))
    try:
        return parsedate_to_datetime(value) - now()
    except (TypeError, ValueError):
        return None


def _usage_minutes(value: str) -> dt.timedelta | None:
    """The longest `estimated_time_to_regain_access` (minutes) in X-Business-Use-Case-Usage."""
    try:
        rows = [row for use in json.loads(value).values() for row in use]
        minutes = max(_number(row.get("estimated_time_to_regain_access")) for row in rows)
    except (ValueError, TypeError, AttributeError):
        return None
    return dt.timedelta(minutes=minutes) if minutes else None


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _holds(row: dict[str, Any], mark: str) -> bool:
    return mark in str(row.get("message", "")) or mark in json.dumps(row.get("attachments", ""))


def _own_address(given: object, number: str) -> str:
    """Where people see the post; anything that is not an address at Facebook is replaced."""
    address = given if isinstance(given, str) else ""
    is_theirs = address.startswith(("https://www.facebook.com/", "https://facebook.com/")) and len(address) <= 300
    return address if is_theirs else f"https://www.facebook.com/{number}"


def _next_cursor(found: dict[str, Any]) -> str:
    paging = found.get("paging")
    if not isinstance(paging, dict) or "next" not in paging or not isinstance(paging.get("cursors"), dict):
        return ""
    return str(paging["cursors"].get("after", ""))[:500]
