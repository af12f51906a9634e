"""What a picture or a poster of a listing shows."""

from django.utils.translation import gettext as _

from mosty.base.addresses import absolute
from mosty.channels.rules.pictures import ListingFacts
from mosty.city.queries import city
from mosty.opportunities.queries import Listing


def picture_facts(listing: Listing) -> ListingFacts:
    """The card's lines in the reader's language, and the address to scan."""
    address = absolute("public:opportunity_short", listing.public_id, language=listing.language)
    return ListingFacts(
        language=listing.language,
        kind=listing.opportunity.kind,
        title=listing.title.words,
        level=listing.local_level,
        need=listing.need,
        papers=listing.papers,
        when=listing.when,
        where=listing.where,
        host=listing.host_name.words,
        city=city().name(listing.language),
        site="Mosty",
        accent=city().accent,
        summary=listing.summary.words if listing.summary.language == listing.language else "",
        url=address,
        call=_("Scan and write to the host. No account needed."),
    )
