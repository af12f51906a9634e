"""Channels and posts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mosty.base.errors import Refused
from mosty.channels import actions
from mosty.channels.forms import ChannelForm, ConnectForm
from mosty.channels.models import Channel, Post
from mosty.channels.queries import channels_for_desk, counts, posts_for_desk
from mosty.channels.rules import sentence_for
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import for_reading, listings

PER_PAGE = 25


def all_channels(request: HttpRequest) -> HttpResponse:
    """Every channel with its state; without one, how to connect the first."""
    return render(request, "desk/channels.html", {"channels": channels_for_desk(), "here": "channels"})


def add(request: HttpRequest) -> HttpResponse:
    """Name, language and districts of a channel."""
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        channel = actions.add_channel(kind=Channel.Kind.FACEBOOK, by=request.user, **form.cleaned_data)
        return redirect("desk:channel", channel.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/channel_new.html", {"form": form, "here": "channels"}, status=status)


def get_channel_or_404(public_id: str) -> Channel:
    return get_object_or_404(channels_for_desk(), public_id=public_id)


def show(
    request: HttpRequest,
    public_id: str,
    form: ConnectForm | None = None,
    own: ChannelForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """One channel: connect it, see why it stopped, its last posts; its own name, language and districts."""
    channel = get_channel_or_404(public_id)
    columns = {"name": channel.name, "language": channel.language, "districts": channel.districts.all()}
    page = {
        "channel": channel,
        "form": form or ConnectForm(initial={"external_id": channel.external_id}),
        "own": own or ChannelForm(initial=columns),
        "reason": sentence_for(channel.reason) if channel.reason else "",
        "posts": posts_for_desk(channel=channel)[:10],
        "here": "channels",
    }
    return render(request, "desk/channel.html", page, status=status)


@require_POST
def connect(request: HttpRequest, public_id: str) -> HttpResponse:
    """Connect or reconnect with the Page's id and token; the token is stored encrypted and never shown again."""
    channel = get_channel_or_404(public_id)
    form = ConnectForm(request.POST)
    if not form.is_valid():
        return show(request, public_id, form, status=422)
    try:
        actions.connect_channel(channel=channel, by=request.user, **form.cleaned_data)
        messages.success(request, _("Connected. Posts that waited go out now."))
    except Refused as no:
        form.add_error(no.reason.field if no.reason.field in form.fields else None, str(no.reason))
        return show(request, public_id, form, status=422)
    return redirect("desk:channel", public_id)


@require_POST
def change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another name, language or districts; posts that wait keep their words."""
    channel = get_channel_or_404(public_id)
    form = ChannelForm(request.POST)
    if not form.is_valid():
        return show(request, public_id, own=form, status=422)
    actions.change_channel(channel=channel, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("desk:channel", public_id)


@require_POST
def disconnect(request: HttpRequest, public_id: str) -> HttpResponse:
    """Forget the token; waiting posts wait."""
    actions.disconnect(channel=get_channel_or_404(public_id), by=request.user)
    messages.success(request, _("Disconnected. You can connect it again."))
    return redirect("desk:channel", public_id)


def posts(request: HttpRequest) -> HttpResponse:
    """Every post and what became of it."""
    state = request.GET.get("state", "")
    wanted = [state] if state in Post.State.values else []
    page = Paginator(posts_for_desk(wanted), PER_PAGE).get_page(request.GET.get("page"))
    ids = {post.opportunity_id for post in page.object_list if post.opportunity_id}
    offers = for_reading(Opportunity.objects.filter(pk__in=ids))
    by_pk = {one.opportunity.pk: one for one in listings(offers, translation.get_language() or "")}
    rows = [
        (post, by_pk.get(post.opportunity_id or 0), sentence_for(post.reason) if post.reason else "")
        for post in page.object_list
    ]
    found = {
        "page": page,
        "rows": rows,
        "counts": counts(),
        "states": Post.State.choices,
        "state": state,
        "here": "posts",
    }
    return render(request, "desk/posts.html", found)


VERBS = {
    "cancel": actions.cancel,
    "again": actions.send_again,
    "confirm": actions.mark_confirmed,
    "absent": actions.mark_absent,
}


@require_POST
def settle(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Cancel, send again, or say whether an uncertain post is there."""
    deed = VERBS.get(verb)
    if deed is None:
        raise Http404
    try:
        deed(post=get_object_or_404(Post, pk=pk), by=request.user)
        messages.success(request, _("Saved."))
    except Refused as no:
        messages.error(request, str(no.reason))
    return redirect("desk:posts")
