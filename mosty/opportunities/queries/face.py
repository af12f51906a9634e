"""What a card shows of a listing, whatever it was read from."""

from abc import ABC, abstractmethod
from functools import cached_property

from django.utils.text import slugify

from mosty.opportunities.rules import sentences
from mosty.opportunities.rules.sentences import Facts
from mosty.opportunities.rules.sentences.facts import LEVELS
from mosty.translations.rules import BestText


class Face(ABC):
    """The title, the four lines and the host, for one reader.

    Whoever inherits says where they come from. `response_hours`: the median of the host's answers, None where there are
    too few. `_facts`: at least those that the four lines tell.
    """

    public_id: str
    language: str
    status: str
    response_hours: int | None

    @property
    @abstractmethod
    def title(self) -> BestText: ...
    @property
    @abstractmethod
    def host_name(self) -> BestText: ...
    @property
    @abstractmethod
    def _facts(self) -> Facts: ...

    @cached_property
    def slug(self) -> str:
        """The title in the reader's language as it stands in the address; letters of any script are kept."""
        return slugify(self.title.words, allow_unicode=True)[:60].strip("-") or "x"

    @property
    def address_key(self) -> str:
        return f"{self.public_id}-{self.slug}"

    @cached_property
    def when(self) -> str:
        return sentences.when(self._facts, self.language)

    @cached_property
    def where(self) -> str:
        return sentences.where(self._facts, self.language)

    @cached_property
    def need(self) -> str:
        return sentences.need(self._facts, self.language)

    @cached_property
    def papers(self) -> str:
        return sentences.papers(self._facts, self.language)

    @cached_property
    def local_level(self) -> str:
        """The level of the local language that one needs at least: a CEFR code, "none", or "" where nobody has said.

        A need that another language satisfies ("Czech or English") and a helpful or practised language need "none".
        """
        if not self._facts.language_needs:
            return ""
        alone = (self._facts.local_language,)
        needs = [row for row in self._facts.language_needs if row.requirement_type == "required"]
        levels = [row.level for row in needs if (row.languages or alone) == alone]
        return max(levels, key=LEVELS.index, default="none")
