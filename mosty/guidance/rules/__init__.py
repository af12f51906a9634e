"""Pure questions about texts that people write for newcomers."""

from mosty.guidance.rules.counts import Measures, measures
from mosty.guidance.rules.plain import Flag, band, check, refusal_to_translate

__all__ = ["Flag", "Measures", "band", "check", "measures", "refusal_to_translate"]
