"""Posts, channels and links as pages and senders read them."""

import datetime as dt
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from mosty.base.clock import today
from mosty.base.errors import Reason
from mosty.channels.models import Channel, Link, LinkDay, Post, PostEvent
from mosty.channels.rules import post_text, warnings
from mosty.channels.rules.pictures import ListingFacts
from mosty.channels.rules.words import isolated
from mosty.city.queries import city
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import Listing, listing
from mosty.translations.models import Text
from mosty.translations.rules import BestText, best_text

# The city does not speak in words that nobody has read.
NOT_VOUCHED_FOR = (Text.State.MT_UNREVIEWED, Text.State.STALE)
# Scripts of the packaged letters; words in another would be printed as boxes.
DRAWN_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARABIC")


def link_url(link: Link) -> str:
    """The whole short address, as it stands in posts and on posters."""
    return f"{settings.SITE_URL}{link_path(link.code)}"


def link_path(code: str) -> str:
    return f"/go/{code}"


def link_by_code(code: str) -> Link | None:
    """The link of an address that somebody opened."""
    return Link.objects.filter(code=code.lower()).first()


def target_path(opportunity: Opportunity, language: str) -> str:
    """Where a link about this listing leads; short, so that a changed title changes nothing."""
    with translation.override(language):
        return reverse("public:opportunity_short", args=(opportunity.public_id,))


@dataclass(frozen=True)
class Draft:
    """What a post about a listing would say on a channel, before a person changes it; `warnings` are to be shown."""

    words: str
    title_language: str
    warnings: list[Reason]


def _vouched(shown: Listing, field: str) -> BestText:
    rows = [row for row in shown.texts.rows(field) if row.state not in NOT_VOUCHED_FOR]
    return best_text(rows, shown.language)


def draft(opportunity: Opportunity, channel: Channel) -> Draft:
    """Title, one line, what to do, in the channel's language; texts that nobody has checked are left out."""
    shown = listing(opportunity, channel.language)
    title, summary = _vouched(shown, "title"), _vouched(shown, "summary")
    line = summary.words if summary.language == channel.language else shown.sentence
    with translation.override(channel.language):
        if opportunity.kind == Opportunity.Kind.MEET:
            call = _("When, where and how to come:")
        else:
            call = _("When, where and how to apply, in two minutes and without an account:")
    words = post_text(title=isolated(title.words, title.language, channel.language), line=line, call=call)
    return Draft(words, title.language, warnings(channel, title.language))


def picture_facts(shown: Listing, url: str = "") -> ListingFacts:
    """What the share picture and the poster of a listing show, in its reading language; in English where letters lack."""
    if unicodedata.name(settings.LANGUAGE_NAMES.get(shown.language, "A")[0]).split()[0] not in DRAWN_SCRIPTS:
        shown = shown.read_in("en")
    language, here = shown.language, city()
    with translation.override(language):
        is_meet = shown.opportunity.kind == Opportunity.Kind.MEET
        call = _("Scan to see more and to come") if is_meet else _("Scan to see more and to apply")
        # What hangs on a wall or stands in somebody's feed has no banner above it.
        mark = f"{_('invented example')} · " if shown.organisation.is_demonstration else ""
    return ListingFacts(
        language=language,
        kind=shown.opportunity.kind,
        title=shown.title.words,
        level=shown.local_level,
        need=shown.need,
        papers=shown.papers,
        when=shown.when,
        where=shown.where,
        host=mark + (shown.host_name.words or shown.organisation.name),
        city=here.name(language),
        site=urlsplit(settings.SITE_URL).netloc,
        accent=here.accent,
        summary=shown.summary.words if shown.summary.language == language else "",
        url=url,
        call=call,
    )


def posts_for_desk(states: Iterable[str] = (), channel: Channel | None = None) -> QuerySet[Post]:
    """Posts with channel, listing, history and visits, those that need a person first; a fixed number of queries."""
    posts = (
        Post.objects.select_related("channel", "opportunity", "opportunity__organisation", "link", "scheduled_by")
        .prefetch_related(Prefetch("events", queryset=PostEvent.objects.select_related("by")))
        .annotate(visits=Coalesce(Sum("link__days__count"), 0))
    )
    if states:
        posts = posts.filter(state__in=list(states))
    if channel is not None:
        posts = posts.filter(channel=channel)
    return posts.order_by("-is_for_person", "-due_at", "-id")


def posts_of(opportunity: Opportunity) -> QuerySet[Post]:
    """Every post about one listing."""
    return posts_for_desk().filter(opportunity=opportunity)


def counts() -> dict[str, int]:
    """How many posts stand in each state, and under `for_person` how many a person must look at."""
    found = dict.fromkeys(Post.State.values, 0)
    found.update(Post.objects.order_by().values_list("state").annotate(number=Count("pk")))
    found["for_person"] = Post.objects.filter(Q(is_for_person=True) | Q(state=Post.State.REFUSED)).count()
    return found


def channels_for_desk() -> QuerySet[Channel]:
    """Channels with their districts and how many posts wait, are uncertain, were refused."""
    return Channel.objects.prefetch_related("districts").annotate(
        waiting=Count("posts", filter=Q(posts__state=Post.State.WAITING)),
        uncertain=Count("posts", filter=Q(posts__state=Post.State.UNCERTAIN)),
        refused=Count("posts", filter=Q(posts__state=Post.State.REFUSED)),
        confirmed=Count("posts", filter=Q(posts__state=Post.State.CONFIRMED)),
    )


def channels_for(opportunity: Opportunity) -> list[Channel]:
    """Channels that speak to this listing's district or to the whole city, connected ones first."""
    district_id = opportunity.place.district_id if opportunity.place else None
    found = [
        channel
        for channel in Channel.objects.prefetch_related("districts")
        if not (about := {district.pk for district in channel.districts.all()}) or district_id in about
    ]
    return sorted(found, key=lambda channel: channel.state != Channel.State.CONNECTED)


def visits_by_day(link: Link) -> list[tuple[object, int]]:
    """(day, visits) of one link, oldest first."""
    return list(LinkDay.objects.filter(link=link).values_list("day_on", "count"))


REACH_DAYS = 90


def reach_by_listing() -> dict[int, int]:
    """Visits that posts, posters and promoters brought to each listing in the last 90 days, by its key; only listings with any."""
    since = today(city().time_zone) - dt.timedelta(days=REACH_DAYS)
    rows = LinkDay.objects.filter(day_on__gte=since, link__opportunity__isnull=False).order_by()
    return dict(rows.values_list("link__opportunity").annotate(total=Sum("count")))
