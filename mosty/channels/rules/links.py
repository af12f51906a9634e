"""Which requests of a tracked link are visits."""

import re

# Those who fetch an address to draw a preview or to fill an index. A person's browser names none of these.
FETCHERS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|facebookcatalog|meta-external|whatsapp|telegram|viber|"
    r"vkshare|twitter|slack|discord|skype|pinterest|embed|fetch|monitor|curl|wget|python|java/|go-http|okhttp|headless",
    re.IGNORECASE,
)


def counts_as_visit(method: str, user_agent: str) -> bool:
    """Whether a request of `/go/…` is a person's. The user agent is looked at and forgotten."""
    return method == "GET" and bool(user_agent) and not FETCHERS.search(user_agent)
