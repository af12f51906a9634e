"""Facts for the statements: read from what the program really does."""

from dataclasses import dataclass

from django.conf import settings

from mosty.city.queries import City, city


@dataclass(frozen=True)
class PrivacyFacts:
    """Days after which things are deleted, who runs the site, which machine translates ("" for none)."""

    city: City
    application_days: int
    letter_days: int
    import_days: int
    session_hours: int
    is_demo: bool
    translator: str


def privacy_facts() -> PrivacyFacts:
    """From the city file and the settings that the deleting tasks use."""
    retention = city().retention
    return PrivacyFacts(
        city=city(),
        application_days=retention["application_after_decision"],
        letter_days=retention["letter_after_sending"],
        import_days=retention["import_table"],
        session_hours=settings.SESSION_COOKIE_AGE // 3600,
        is_demo=settings.DEMO,
        translator={"none": "", "deepl": "DeepL", "libretranslate": "LibreTranslate"}[settings.TRANSLATOR],
    )


@dataclass(frozen=True)
class AccessibilityFacts:
    """Which checks run on every change; see docs/testing.md."""

    city: City
    standard: str
    languages: int
    widths: tuple[int, ...]


def accessibility_facts() -> AccessibilityFacts:
    return AccessibilityFacts(city=city(), standard="WCAG 2.2 AA", languages=len(city().languages), widths=(360, 1280))
