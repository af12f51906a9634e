"""From a row and the meaning of its columns to a draft of an opportunity. Understands or keeps the words and flags
them.
"""

import re
from dataclasses import dataclass, field

from mosty.partners.rules.columns import Layout
from mosty.partners.rules.draft import Draft, cells_fingerprint, identity
from mosty.partners.rules.reading_times import read_times
from mosty.partners.rules.rows import is_over, row_colour
from mosty.partners.rules.tables import Cell, SheetRow, column_letter
from mosty.partners.rules.text import fold
from mosty.partners.rules.words_levels import NOT_STATED, LanguageNeed, understand_languages
from mosty.partners.rules.words_people import (
    asks_for_record,
    find_contact,
    find_link,
    understand_age,
    understand_record,
)
from mosty.partners.rules.words_places import Gazetteer, Where, understand_place
from mosty.partners.rules.words_topics import Vocabulary, understand_topics

TITLE_LONG = 80
TITLE_MAX = 200
DESCRIPTION_SHORT = 30
TEXT_LONG = 3_000
CODE_LANGUAGES = ("cs", "en", "uk", "ru", "vi", "bg", "ar", "sk", "pl", "de", "fr", "es")
MEET = re.compile(r"setkani|udalost|meet|event|зустріч|подія|встреча|событие|среща|събитие|gap go|su kien")


@dataclass
class Knowledge:
    """What reading needs to know of the city: districts, vocabularies by group, the local language, today's ISO
    date.
    """

    gazetteer: Gazetteer
    vocabularies: dict[str, Vocabulary]
    cause_of: dict[str, str] = field(default_factory=dict)
    local_language: str = "cs"
    today: str = ""


class Row:
    """A row by field names instead of columns."""

    def __init__(self, row: SheetRow, layout: Layout) -> None:
        self.row = row
        self.layout = layout

    def cells(self, name: str) -> list[Cell]:
        return [
            self.row.cells[index]
            for index in self.layout.indexes(name)
            if index in self.row.cells and self.row.cells[index].text
        ]

    def text(self, name: str, joiner: str = "; ") -> str:
        return joiner.join(cell.text for cell in self.cells(name))

    def ref(self, name: str) -> str:
        """The address of the first filled cell of a field, else where it would stand."""
        filled = self.cells(name)
        if filled:
            return filled[0].ref
        places = self.layout.indexes(name)
        return f"{column_letter(places[0])}{self.row.number}" if places else f"{self.row.number}"


def read_row(sheet_row: SheetRow, layout: Layout, knowledge: Knowledge, legend: dict[str, str]) -> Draft:
    """Everything a row says. Never raises for odd content; what is missing is checked by `refusal_to_take`."""
    row = Row(sheet_row, layout)
    draft = Draft(row=sheet_row.number, sheet=layout.sheet.name)
    said = {
        column.field: row.text(column.field)
        for column in layout.columns
        if column.field not in ("ignore", "number", "")
    }
    draft.fingerprint = cells_fingerprint(said)
    draft.refs = {name: row.ref(name) for name in said}
    _words(row, draft)
    _links(row, draft)
    _place(row, draft, knowledge)
    read_times(row, draft, knowledge.today)
    _needs(row, draft, knowledge)
    _people(row, draft)
    _topics(row, draft, knowledge)
    _remarks(row, draft, legend)
    draft.source_id = row.text("id")[:120] or identity(draft.organisation, draft.title)
    return draft


def _words(row: Row, draft: Draft) -> None:
    draft.organisation = " ".join(row.text("organisation").split())[:160]
    draft.title = " ".join(row.text("title").split())
    draft.description = row.text("description", "\n\n")
    if not draft.title:
        words = row.text("activity") or re.split(r"(?<=[.!?])\s|\n", draft.description)[0]
        if words:
            draft.title = words[:TITLE_LONG].strip()
            draft.flag(
                "title_from_description", row.ref("activity" if row.text("activity") else "description"), draft.title
            )
    if len(draft.title) > TITLE_LONG:
        draft.flag("title_long", row.ref("title"))
        if len(draft.title) > TITLE_MAX:
            draft.description = f"{draft.title}\n\n{draft.description}".strip()
            draft.title = draft.title[: TITLE_MAX - 1].rsplit(" ", 1)[0] + "…"
    if len(draft.description) < DESCRIPTION_SHORT:
        draft.flag("description_short", row.ref("description"), draft.description)
    if len(draft.description) > TEXT_LONG:
        draft.flag("text_very_long", row.ref("description"))
    code = fold(row.text("text_language"))[:2]
    draft.language = code if code in CODE_LANGUAGES else language_of(f"{draft.title} {draft.description}")
    kind = fold(row.text("kind"))
    draft.kind = "meet" if kind and MEET.search(kind) else "help"


def language_of(text: str) -> str:
    """Which of the city's languages a text is in, by letters that only one of them has; "" when nothing tells."""
    folded = text.lower()
    cyrillic = len(re.findall("[\u0400-\u04ff]", folded))
    if cyrillic * 2 > len(re.findall(r"[^\W\d_]", folded)):
        if re.search("[іїєґ]", folded):
            return "uk"
        if re.search("[ыэё]", folded):
            return "ru"
        return "bg" if re.search(r"ъ|щ[аи]|\b(?:на|се|за|от|да|ще|с|и)\b.*\b(?:на|се|за|от|да)\b", folded) else "ru"
    if len(re.findall("[\u0600-\u06ff]", folded)) > 5:
        return "ar"
    if re.search("[ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", folded):
        return "vi"
    czech = len(re.findall("[ěščřžýůďťň]", folded))
    english = len(re.findall(r"\b(?:the|and|of|with|for|to|in|help|is|are|from|who)\b", folded))
    if czech > english / 2:
        return "cs"
    return "en" if english else ""


def _links(row: Row, draft: Draft) -> None:
    for cell in row.cells("website"):
        link = find_link(cell.link) or find_link(cell.text)
        if link and not draft.website:
            draft.website = link[:300]
        elif not link:
            draft.flag("link_unclear", cell.ref, cell.text)
            draft.notes.append({"ref": cell.ref, "words": cell.text})
    draft.source_url = find_link(row.text("source_url"))[:500]
    draft.contact = find_contact(f"{row.text('contact')} {row.text('apply')}")
    said = row.text("contact")
    is_found = draft.contact.email or draft.contact.telephone or draft.contact.link
    if said and not is_found and fold(said) not in NOT_STATED:
        draft.flag("contact_unclear", row.ref("contact"), said)
        draft.notes.append({"ref": row.ref("contact"), "words": said})


def _place(row: Row, draft: Draft, knowledge: Knowledge) -> None:
    city, address = row.text("city"), row.text("address")
    draft.address = address
    read = understand_place(row.text("place"), knowledge.gazetteer) if row.text("place") else None
    ref, said = row.ref("place"), row.text("place")
    if address and (read is None or not read.value.districts):
        by_address = understand_place(address, knowledge.gazetteer)
        if by_address and by_address.value.districts and not (read and read.value.is_outside):
            words = said or address
            read = by_address
            read.value.words = words
        elif read is None and by_address and by_address.value.is_online:
            read, ref, said = by_address, row.ref("address"), address
    if city:
        by_city = understand_place(city, knowledge.gazetteer)
        is_here = bool(by_city and by_city.value.is_citywide)
        if by_city and not is_here and not by_city.value.districts:
            draft.town = "" if by_city.value.is_outside else city
            outside = Where(is_outside=True, words=said or city, is_online=bool(read and read.value.is_online))
            read = type(by_city)(outside, by_city.sure, city)
            ref = row.ref("city")
        elif by_city and is_here and read is None:
            read, ref = by_city, row.ref("city")
    if read is None:
        if said:
            draft.flag("place_unclear", ref, said)
        return
    draft.where = read.value
    if read.value.is_outside:
        draft.flag("place_outside", ref, read.value.words)
    elif not (read.value.districts or read.value.is_online or read.value.is_citywide) or read.sure < 0.6:
        draft.flag("place_unclear", ref, said)
    if len(read.value.districts) > 1:
        draft.flag("several_districts", ref, said)


def _needs(row: Row, draft: Draft, knowledge: Knowledge) -> None:
    """Language needs of every column that speaks of them. A level of the note completes the language of the list."""
    needs: list[LanguageNeed] = []
    columns = [
        (column.field, column.field.partition(":")[2])
        for column in row.layout.columns
        if column.field.startswith("level")
    ]
    columns = list(dict.fromkeys([*columns, ("languages", ""), ("language_note", "")]))
    for name, column_language in columns:
        for cell in row.cells(name):
            column_language = knowledge.local_language if name == "level" else column_language
            read = understand_languages(cell.text, column_language=column_language, local=knowledge.local_language)
            if read is None:
                if name != "language_note" or needs == []:
                    draft.flag("language_unclear", cell.ref, cell.text)
                _keep_words(draft, cell.text)
                continue
            if read.sure < 0.6 or read.rest:
                draft.flag("language_unsure", cell.ref, cell.text)
            if read.rest or name == "language_note" or read.sure < 0.9:
                _keep_words(draft, cell.text)
            needs = _joined(needs, read.value, draft, cell)
    for index, need in enumerate(needs):
        if need.requirement_type == "required" and not need.level:
            # "Needed" without a level: the least that word can mean, and a person asks the host.
            spoken = next((name for name, _ in columns if row.cells(name)), columns[0][0])
            draft.flag("level_not_stated", row.ref(spoken), " / ".join(need.languages))
            needs[index] = LanguageNeed(need.languages, need.requirement_type, "a1")
        elif not need.level:
            needs[index] = LanguageNeed(need.languages, need.requirement_type, "none")
    draft.needs = needs
    if not needs:
        draft.flag("language_not_stated", row.ref(columns[0][0]))


def _joined(needs: list[LanguageNeed], more: list[LanguageNeed], draft: Draft, cell: Cell) -> list[LanguageNeed]:
    for need in more:
        same = next((kept for kept in needs if set(kept.languages) & set(need.languages)), None)
        if same is None:
            needs = [*needs, need]
        elif same.languages == need.languages and not same.level and need.requirement_type == "required":
            needs = [need if kept is same else kept for kept in needs]
        elif same != need and {same.requirement_type, need.requirement_type} == {"required", "not_needed"}:
            draft.flag("language_contradiction", cell.ref, cell.text)
    return needs


def _keep_words(draft: Draft, words: str) -> None:
    """Words everybody may read, each line once."""
    lines = draft.specifics.split("\n") if draft.specifics else []
    words = " ".join(words.split())
    if words and fold(words) not in NOT_STATED and words not in lines:
        draft.specifics = "\n".join([*lines, words])


def _people(row: Row, draft: Draft) -> None:
    for name in ("age", "minimum_age", "maximum_age"):
        for cell in row.cells(name):
            read = understand_age(cell.text)
            if read is None:
                if fold(cell.text) not in NOT_STATED:
                    draft.flag("age_unclear", cell.ref, cell.text)
                    _keep_words(draft, cell.text)
                continue
            if name == "maximum_age":
                draft.maximum_age = read.value.maximum or read.value.minimum
            else:
                draft.minimum_age = read.value.minimum or draft.minimum_age
                draft.maximum_age = read.value.maximum or draft.maximum_age
            if read.sure < 0.6:
                draft.flag("age_unsure", cell.ref, cell.text)
                _keep_words(draft, cell.text)
    record = row.text("record")
    read_record = understand_record(record) if record else None
    if record and read_record is None:
        draft.flag("record_unclear", row.ref("record"), record)
    if read_record is not None and read_record.value:
        draft.papers = ["criminal_record_extract"]
    elif read_record is not None:
        draft.papers = []
    number = re.search(r"\d{1,4}", row.text("capacity"))
    if number and 0 < int(number.group()) <= 5000:
        draft.capacity = int(number.group())


def _topics(row: Row, draft: Draft, knowledge: Knowledge) -> None:
    title, description = draft.title, draft.description[:1500]
    own = {"activity": row.text("activity"), "audience": row.text("audience"), "cause": row.text("cause")}
    for group, text in own.items():
        if group not in knowledge.vocabularies:
            continue
        # The cause is told by the activity and the audience; a stray word in a description would name many.
        read = understand_topics(
            text,
            title,
            "" if group == "cause" or (group == "audience" and text) else description,
            knowledge.vocabularies[group],
        )
        draft.topics[group] = read.value if read else []
        if text and (read is None or read.sure < 1):
            draft.flag(f"{group}_unclear", row.ref(group), text)
    derived = [
        knowledge.cause_of[code]
        for group in ("audience", "activity")
        for code in draft.topics.get(group, ())
        if code in knowledge.cause_of
    ]
    draft.topics["cause"] = list(dict.fromkeys([*draft.topics.get("cause", ()), *derived]))[:3]
    if not draft.topics.get("activity"):
        draft.flag(
            "activity_unclear", row.ref("activity" if row.text("activity") else "title"), row.text("activity") or title
        )
    rewards = row.text("rewards")
    if rewards:
        found = knowledge.vocabularies["reward"].find(rewards) if "reward" in knowledge.vocabularies else {}
        draft.topics["reward"] = list(found)
        _keep_words(draft, rewards)
    requirements = row.text("requirements")
    if requirements:
        found = knowledge.vocabularies["paper"].find(requirements) if "paper" in knowledge.vocabularies else {}
        papers = list(found) + (["criminal_record_extract"] if asks_for_record(requirements) else [])
        if papers:
            draft.papers = list(dict.fromkeys([*(draft.papers or []), *papers]))
        _keep_words(draft, requirements)
    _keep_words(draft, row.text("apply"))


def _remarks(row: Row, draft: Draft, legend: dict[str, str]) -> None:
    """Notes, states, comments, colours, and marks of cells: for a person, never for the public."""
    for name in ("note", "state"):
        for cell in row.cells(name):
            draft.notes.append({"ref": cell.ref, "words": cell.text})
            if is_over(cell.text):
                draft.must_wait = True
                draft.flag("no_longer_looking", cell.ref, cell.text)
    hidden = {column.index for column in row.layout.columns if column.is_hidden}
    for index, cell in sorted(row.row.cells.items()):
        if cell.comment:
            draft.notes.append({"ref": cell.ref, "words": cell.comment})
            draft.flag("cell_comment", cell.ref, cell.comment)
        if "lost_letters" in cell.marks:
            draft.flag("lost_letters", cell.ref, cell.text)
        if "formula" in cell.marks and not cell.link:
            draft.flag("formula_value", cell.ref, cell.text)
        if "shifted" in cell.marks:
            draft.must_wait = True
            draft.flag("row_shifted", cell.ref)
        if "merged" in cell.marks:
            draft.flag("merged_cell", cell.ref, cell.text)
        if index in hidden and cell.text:
            draft.flag("hidden_column", cell.ref, cell.text)
    colour = row_colour(list(row.row.filled.values()))
    if colour:
        meaning = legend.get(colour, "")
        draft.flag("coloured_row", f"{row.row.number}", meaning)
        if meaning and is_over(meaning):
            draft.must_wait = True
            draft.flag("no_longer_looking", f"{row.row.number}", meaning)
    beyond = [
        cell
        for index, cell in row.row.filled.items()
        if index not in {column.index for column in row.layout.columns if column.heading}
    ]
    if row.layout.header_number and beyond:
        draft.flag("cell_without_heading", beyond[0].ref, beyond[0].text)
        draft.notes += [{"ref": cell.ref, "words": cell.text} for cell in beyond]


def refusal_to_take(draft: Draft, row: SheetRow, layout: Layout) -> tuple[str, str]:
    """(reason code, cell) why a row cannot become an opportunity, or ("", "")."""
    named = Row(row, layout)
    if not draft.organisation:
        return "no_organisation", named.ref("organisation")
    if not draft.title or not re.search(r"[^\W\d_]{2,}", draft.title):
        return "no_title", named.ref("title")
    return "", ""
