"""The ways in which a call goes wrong, each under a name that scripts and tests use.

Codes, subcodes and meanings follow Meta's "Handling Errors" and "Rate Limits" pages; the HTTP statuses are those people
report for these codes (400 for most, 403 for application and page limits, 500 for unknown and service errors).
"""

from typing import NamedTuple


class Envelope(NamedTuple):
    """An error of the Graph API: HTTP status and the fields of `{"error": {...}}`."""

    status: int
    code: int
    message: str
    subcode: int | None = None
    kind: str = "OAuthException"
    is_transient: bool = False


ERRORS = {
    "unknown_1": Envelope(500, 1, "An unknown error occurred", 99, is_transient=False),
    "service_2": Envelope(500, 2, "Service temporarily unavailable", is_transient=True),
    "rate_4": Envelope(403, 4, "(#4) Application request limit reached", is_transient=True),
    "rate_17": Envelope(400, 17, "(#17) User request limit reached", 2446079, is_transient=True),
    "rate_32": Envelope(403, 32, "(#32) Page request limit reached", is_transient=True),
    "rate_613": Envelope(400, 613, "(#613) Calls to this api have exceeded the rate limit.", is_transient=True),
    "expired_463": Envelope(400, 190, "Error validating access token: Session has expired", 463),
    "invalid_467": Envelope(400, 190, "Error validating access token: the session has been invalidated", 467),
    "no_permission_200": Envelope(403, 200, "(#200) Permissions error"),
    "blocked_368": Envelope(
        400, 368, "The action attempted has been deemed abusive or is otherwise disallowed", 1390008
    ),
    "duplicate_506": Envelope(400, 506, "(#506) Duplicate status message", 1455006),
    "bad_100": Envelope(400, 100, "(#100) Invalid parameter", 1366046),
    "bad_link": Envelope(400, 1609005, "Error posting link"),
    "not_found": Envelope(400, 100, "Unsupported get request. Object does not exist", 33, "GraphMethodException"),
    "no_token": Envelope(401, 104, "An access token is required to request this resource."),
}
RATES = ("rate_4", "rate_17", "rate_32", "rate_613")

# Nothing was taken.
BEFORE = (
    "before_500",
    "before_502",
    "before_503",
    "before_html",
    "before_close",
    "before_reset",
    "before_hang",
    "before_drip",
    "unknown_1",
    "service_2",
    *RATES,
    "blocked_368",
    "bad_100",
)
# The post exists, and the caller does not learn it. `late` takes it only after the caller has given up.
AFTER = (
    "after_close",
    "after_reset",
    "after_hang",
    "after_500",
    "after_502",
    "after_503",
    "after_html",
    "after_broken_json",
    "after_no_id",
    "after_drip",
    "late",
)
ALL = BEFORE + AFTER
# For calls that only read there is nothing to take.
READING = (
    "before_500",
    "before_503",
    "before_html",
    "before_close",
    "before_reset",
    "before_hang",
    "before_drip",
    "after_broken_json",
    "service_2",
    *RATES,
)

HTML_PAGE = (
    b"<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Sorry, something went wrong.</h1>"
    b"<p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>"
)
