"""Moving a post from one state to the next, with its history row, in one transaction."""

from typing import Any

from django.db import transaction
from django.db.models import Q

from mosty.base.clock import now
from mosty.channels.models import Post, PostEvent


@transaction.atomic
def move(post: Post, allowed: Q, *, by: object | None = None, state: str, reason: str = "", **fields: Any) -> bool:
    """Change the row only if it is still as `allowed` says; returns whether it was.

    Two who settle the same post at once cannot both succeed: the database compares and changes in one statement.
    """
    if not Post.objects.filter(allowed, pk=post.pk).update(state=state, reason=reason, **fields):
        return False
    post.refresh_from_db()
    PostEvent.objects.create(
        post=post, at=now(), state=state, reason=reason, attempt=post.attempts, by_id=getattr(by, "pk", None)
    )
    return True
