"""Making a post ready for its network: the account with its opened secret, the parcel with its picture."""

from mosty.channels.kinds import Account, Outgoing
from mosty.channels.models import Channel, Post
from mosty.channels.queries import link_path, link_url, picture_facts
from mosty.channels.rules.pictures import share_picture
from mosty.channels.rules.secrets import unseal
from mosty.opportunities.queries import listing


def outgoing(post: Post) -> Outgoing:
    """The post as its network gets it, picture drawn. Without a listing there is no picture."""
    picture, alternative = None, ""
    if post.has_picture and post.opportunity is not None:
        facts = picture_facts(listing(post.opportunity, post.language))
        picture = share_picture(facts)
        alternative = ". ".join(words for words in (facts.title, facts.need, facts.when, facts.where) if words)[:900]
    return Outgoing(post.text, link_url(post.link), link_path(post.link.code), picture, alternative)


def account(channel: Channel) -> Account | None:
    """Where to post and with what; None when the stored secret cannot be opened."""
    secret = unseal(channel.secret) if channel.secret else None
    return Account(channel.external_id, secret) if secret else None
