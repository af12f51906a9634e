"""What search engines are told."""

from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from mosty.city.queries import city, districts
from mosty.opportunities.models import Opportunity
from mosty.opportunities.queries import Listing, for_reading, listings

STATIC_PAGES = (
    "public:home",
    "public:search",
    "public:districts",
    "public:hosts",
    "public:privacy",
    "public:accessibility",
    "public:machines",
)
LIMIT = 5000


def _addresses(name: str, by_language: dict[str, list[str]]) -> dict[str, str]:
    found = {}
    for language, args in by_language.items():
        with translation.override(language):
            found[language] = settings.SITE_URL + reverse(name, args=args)
    return found


def _rows(addresses: dict[str, str], changed: str = "") -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(other)}"/>' for code, other in addresses.items()
    )
    when = f"<lastmod>{changed}</lastmod>" if changed else ""
    return "".join(f"<url><loc>{escape(address)}</loc>{when}{links}</url>" for address in addresses.values())


def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in every language with its sisters; machine translations that nobody has read are left out."""
    languages = city().languages
    body = [_rows(_addresses(name, {language: [] for language in languages})) for name in STATIC_PAGES]
    for district in districts():
        body.append(_rows(_addresses("public:district", {language: [district.slug] for language in languages})))
    rows = list(for_reading(Opportunity.objects.shown().order_by("-id"))[:LIMIT])
    by_language = {language: listings(rows, language) for language in languages}
    for number, row in enumerate(rows):
        keys = {language: [by_language[language][number]] for language in languages}
        good = {code: [found[0].address_key] for code, found in keys.items() if not _is_unread(found[0])}
        body.append(_rows(_addresses("public:opportunity", good), row.modified.date().isoformat()))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">' + "".join(body) + "</urlset>\n"
    )
    return HttpResponse(text, content_type="application/xml")


def _is_unread(listing: Listing) -> bool:
    return listing.title.state == "mt_unreviewed"


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; personal and working pages may not."""
    lines = ["User-agent: *", "Disallow: /host/", "Disallow: /desk/", "Disallow: /go/"]
    lines += [f"Disallow: /{code}/my/" for code in city().languages]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")
