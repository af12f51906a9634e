"""What the stand-in remembers: pages, posts, calls, and what the caller did although it had been told not to."""

import random
import secrets
import threading
import time
from dataclasses import asdict, dataclass, field

from tests.fakes.graph.faults import ALL, RATES, READING


@dataclass
class Options:
    """How nasty it is. Times in seconds.

    A taken post appears in readings up to `window` later. `retry_after` = 0 leaves the header out, so that only the
    minutes in X-Business-Use-Case-Usage tell when to come back. `faults` is the share of calls that go wrong.
    """

    faults: float = 0.0
    seed: int = 1
    kinds: tuple[str, ...] = ALL
    window: float = 2.0
    late: float = 1.0
    hang: float = 30.0
    retry_after: float = 2.0
    regain_minutes: int = 1
    duplicate_window: float = 300.0
    page_size: int = 100


@dataclass
class Post:
    """A taken post; `at` is when it was taken, `visible_at` when readings begin to show it."""

    id: str
    message: str
    link: str
    at: float
    visible_at: float
    picture: bytes = b""
    alternative: str = ""
    photo_id: str = ""
    is_published: bool = True
    scheduled_for: float = 0.0
    page_id: str = ""

    def plain(self) -> dict[str, object]:
        """Everything but the picture's bytes."""
        row = asdict(self)
        row["picture"] = len(self.picture)
        return row


@dataclass
class Call:
    """One call as it arrived, without the token."""

    at: float
    method: str
    path: str
    fault: str = ""
    status: int = 0


@dataclass
class Store:
    """One Page and what happened to it. Every change holds `lock`."""

    page_id: str
    token: str
    options: Options
    name: str = "Demonstration page"
    posts: list[Post] = field(default_factory=list)
    photos: dict[str, Post] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    script: list[str] = field(default_factory=list)
    expired: str = ""
    old_tokens: set[str] = field(default_factory=set)
    limited_until: float = 0.0
    limit: str = ""
    calls_while_limited: int = 0
    calls_after_expiry: int = 0
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.luck = random.Random(self.options.seed)

    def reset(self, **options: object) -> None:
        """Forget everything but the page and its token; take these options."""
        with self.lock:
            for name, value in options.items():
                setattr(self.options, name, tuple(value) if name == "kinds" else value)  # type: ignore[arg-type]
            self.luck = random.Random(self.options.seed)
            self.posts, self.photos, self.calls, self.script = [], {}, [], []
            self.expired, self.limit, self.limited_until = "", "", 0.0
            self.calls_while_limited = self.calls_after_expiry = 0

    def renew(self) -> str:
        """The owner of the page signs in again: a new token, the old one is worth nothing."""
        with self.lock:
            self.old_tokens.add(self.token)
            self.token, self.expired = "EAA" + secrets.token_hex(20), ""
            return self.token

    def next_fault(self, writes: bool) -> str:
        """The scripted fault, else one by chance, else "". A scripted "ok" is a call that goes well."""
        with self.lock:
            if self.script and (writes or not self.script[0].startswith("write:")):
                fault = self.script.pop(0).removeprefix("write:")
                return "" if fault == "ok" else fault
            if self.luck.random() >= self.options.faults:
                return ""
            kinds = [kind for kind in self.options.kinds if writes or kind in READING]
            return self.luck.choice(kinds) if kinds else ""

    def begin_limit(self, fault: str) -> None:
        """From now on every call is refused until the time that the answer names."""
        assert fault in RATES
        with self.lock:
            seconds = self.options.retry_after or self.options.regain_minutes * 60
            self.limit, self.limited_until = fault, time.time() + seconds

    def take(self, post: Post) -> Post:
        """Accept a post: it exists from now on, whatever the caller is told."""
        with self.lock:
            late_by = time.time() - post.at
            post.at, post.visible_at = post.at + late_by, post.visible_at + late_by
            self.posts.append(post)
        return post

    def make(self, message: str, link: str, *, is_published: bool = True, scheduled_for: float = 0.0) -> Post:
        """A post with a new id, not yet taken."""
        now = time.time()
        number = secrets.randbelow(10**15)
        visible = now + self.luck.random() * self.options.window
        return Post(
            id=f"{self.page_id}_{number:015d}",
            message=message,
            link=link,
            at=now,
            visible_at=visible,
            is_published=is_published and not scheduled_for,
            scheduled_for=scheduled_for,
            page_id=self.page_id,
        )

    def is_duplicate(self, message: str) -> bool:
        """Whether the same words were taken a short while ago (error 506)."""
        since = time.time() - self.options.duplicate_window
        with self.lock:
            return any(post.message == message and post.at >= since and post.is_published for post in self.posts)

    def shown(self, *, since: float = 0.0) -> list[Post]:
        """Published posts as a reading shows them now, newest first."""
        now = time.time()
        with self.lock:
            for post in self.posts:
                if post.scheduled_for and not post.is_published and post.scheduled_for <= now:
                    post.is_published = True
            found = [post for post in self.posts if post.is_published and post.visible_at <= now and post.at >= since]
        return sorted(found, key=lambda post: post.at, reverse=True)

    def scheduled(self) -> list[Post]:
        self.shown()
        with self.lock:
            return [post for post in self.posts if post.scheduled_for and not post.is_published]

    def state(self) -> dict[str, object]:
        """What the tests ask for: every taken post, whether shown or not, and what the caller did wrong."""
        with self.lock:
            return {
                "page_id": self.page_id,
                "token": self.token,
                "posts": [post.plain() for post in self.posts],
                "calls": len(self.calls),
                "faults": _count(call.fault for call in self.calls if call.fault),
                "calls_while_limited": self.calls_while_limited,
                "calls_after_expiry": self.calls_after_expiry,
                "expired": self.expired,
            }


def _count(names: object) -> dict[str, int]:
    found: dict[str, int] = {}
    for name in names:  # type: ignore[attr-defined]
        found[name] = found.get(name, 0) + 1
    return dict(sorted(found.items()))
