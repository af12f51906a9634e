"""What, where, papers and the rest, and all of it put together: card sentence and the "in short" block."""

from collections.abc import Sequence

from mosty.opportunities.rules.sentences import needs, rhythm
from mosty.opportunities.rules.sentences.facts import Facts, Paper, Topic
from mosty.opportunities.rules.sentences.grammar import Grammar, capitalised, inside
from mosty.opportunities.rules.sentences.languages import grammar_of, text_in

EVERYONE = "everyone"  # said alone: "for everyone and children" reads wrong in every language
NOT_PAPERS = ("training", "interview", "equipment")  # asked for beforehand, but nothing another country could issue
SEPARATOR = " · "


def what(facts: Facts, language: str) -> str:
    """What one does, capitalised, no full stop: activities, else causes, else the kind."""
    grammar = grammar_of(language)
    text = _activities(grammar, facts) or _causes(grammar, facts) or grammar.line(_kind(facts))
    return grammar.polished(capitalised(text))


def when(facts: Facts, language: str) -> str:
    """The times; where they are open, what is known about days, hours and duration."""
    grammar = grammar_of(language)
    times = rhythm.rhythm(grammar, facts)
    amount = rhythm.commitment(grammar, facts)
    if times and _is_agreed(facts):
        text = grammar.line("by_agreement", when=times)
        return grammar.polished(grammar.semicolon.join(filter(None, (text, amount))))
    return grammar.polished(times or amount or grammar.line("time_by_agreement"))


def where(facts: Facts, language: str) -> str:
    """ "Prague 7", "in Prague", "online", "online or in Prague 7"."""
    grammar = grammar_of(language)
    if facts.attendance_mode == "offline":
        name = text_in(grammar, facts.district_name)
        return grammar.polished(name or _inside_the_city(grammar, facts) or grammar.line("no_place"))
    return grammar.polished(_where_adverb(grammar, facts) or grammar.line("no_place"))


def need(facts: Facts, language: str) -> str:
    """The language line of a card."""
    grammar = grammar_of(language)
    return grammar.polished(needs.need(grammar, facts))


def need_words(level: str, local_language: str, language: str) -> str:
    """A CEFR level (none … c2) in plain words of the reader's language, capitalised, no full stop."""
    grammar = grammar_of(language)
    return grammar.polished(needs.need_words(grammar, level, local_language))


def papers(facts: Facts, language: str) -> str:
    """The papers line of a card."""
    grammar = grammar_of(language)
    if facts.papers is None:
        return grammar.line("papers_unknown")
    proper = [_paper_name(grammar, paper) for paper in facts.papers if paper.code not in NOT_PAPERS]
    before = [_paper_name(grammar, paper) for paper in facts.papers if paper.code in NOT_PAPERS]
    texts = [grammar.line("papers", papers=_listed(grammar, proper)) if proper else grammar.line("papers_none")]
    texts += [grammar.line("before", papers=_listed(grammar, before))] if before else []
    return grammar.polished(grammar.semicolon.join(texts))


def sentence(facts: Facts, language: str) -> str:
    """The whole opportunity in one line: what · where · when · language need · papers."""
    return one_line(*(face(facts, language) for face in (what, where, when, need, papers)))


def one_line(what: str, where: str, when: str, need: str, papers: str) -> str:
    """The parts of `sentence`, said already, as one line."""
    return SEPARATOR.join((what, where, when, need, papers))


def team(facts: Facts, language: str) -> str:
    """Languages of the team; empty if not stated."""
    grammar = grammar_of(language)
    return grammar.polished(needs.team(grammar, facts))


def age(facts: Facts, language: str) -> str:
    """ "aged 18 or over"; empty without limits."""
    grammar = grammar_of(language)
    least, most = facts.minimum_age or None, facts.maximum_age or None
    if least and most:
        return grammar.count("age_between", most, first=str(least))
    if least:
        return grammar.count("age_from", least)
    return grammar.count("age_to", most) if most else ""


def places(facts: Facts, language: str) -> str:
    """ "3 of 12 places left", "1 place left", "12 places"; empty if places are not limited."""
    grammar = grammar_of(language)
    left, capacity = facts.places_left, facts.maximum_capacity
    if left is None:
        return grammar.count("places", capacity) if capacity else ""
    if left <= 0:
        return grammar.line("places_none")
    if capacity and capacity > left:
        return grammar.count("places_left_of", left, all=grammar.number(capacity))
    return grammar.count("places_left", left)


def language_name(code: str, language: str, form: str = "name") -> str:
    """A language as it stands inside a sentence. Forms: name, acc (object), in ("in Czech")."""
    return grammar_of(language).language_name(code, form)


def day_part_name(code: str, language: str) -> str:
    """ "TuesdayAfternoon" → "Tuesday afternoon"."""
    grammar = grammar_of(language)
    return grammar.polished(rhythm.day_part_name(grammar, code))


def facts_list(facts: Facts, language: str) -> list[tuple[str, str]]:
    """The "in short" block in reading order: (code, plain sentence); unknown facts are left out."""
    grammar = grammar_of(language)
    rows = [
        ("what", _what_full(grammar, facts)),
        ("where", _where_full(grammar, facts)),
        ("when", _when_full(grammar, facts)),
        ("commitment", _framed(grammar, "commitment", "time", rhythm.commitment(grammar, facts))),
        ("need", needs.need_full(grammar, facts)),
        ("team", _full_stop(team(facts, language))),
        ("practice", needs.practice_full(grammar, facts)),
        ("interpretation", needs.interpretation(grammar, facts)),
        ("papers", _papers_full(grammar, facts)),
        ("rewards", _rewards_full(grammar, facts)),
        ("age", _framed(grammar, "age_full", "age", age(facts, language))),
        ("places", _full_stop(places(facts, language))),
        ("suits", _suits_full(grammar, facts)),
    ]
    return [(code, grammar.polished(text)) for code, text in rows if text]


def _kind(facts: Facts) -> str:
    return "meeting" if facts.kind == "meet" else "volunteering"


def _activities(grammar: Grammar, facts: Facts) -> str:
    """All activities; the audience is named once, with the first activity that has a place for it."""
    audience = _audience_forms(grammar, facts.audiences)
    phrases = []
    for activity in facts.activities:
        alone = text_in(grammar, activity.get("phrase_alone"))
        template = text_in(grammar, activity.get("phrase"))
        filled = grammar.fill(template, audience) if template else None
        if filled and "{" in template:
            audience = {}
        plain = alone if "{" not in alone else ""
        phrases.append(filled or plain or inside(text_in(grammar, activity.get("labels"))))
    return grammar.phrases(phrases)


def _audience_forms(grammar: Grammar, audiences: Sequence[Topic]) -> dict[str, str]:
    """Every form that all audiences have, joined: "children and families" in each case."""
    everyone = [audience for audience in audiences if audience.get("code") == EVERYONE]
    tables = [audience.get("forms", {}).get(grammar.code, {}) for audience in everyone or audiences]
    tables = [table for table in tables if table]
    shared = set.intersection(*(set(table) for table in tables)) if tables else set()
    return {name: grammar.all_of(table[name] for table in tables) for name in sorted(shared)}


def _causes(grammar: Grammar, facts: Facts) -> str:
    labels = [text_in(grammar, cause.get("labels")) for cause in facts.causes]
    return _listed(grammar, [label for label in labels if label])


def _listed(grammar: Grammar, names: Sequence[str]) -> str:
    return grammar.comma.join(dict.fromkeys(names))


def _what_full(grammar: Grammar, facts: Facts) -> str:
    side = "meet" if facts.kind == "meet" else "help"
    activities = _activities(grammar, facts)
    if activities:
        return grammar.line(f"will_{side}", what=activities)
    causes = _causes(grammar, facts)
    return grammar.line(f"about_{side}", what=inside(causes)) if causes else _full_stop(grammar.line(_kind(facts)))


def _inside_the_city(grammar: Grammar, facts: Facts) -> str:
    return text_in(grammar, facts.district_where) or text_in(grammar, facts.city_where)


def _where_adverb(grammar: Grammar, facts: Facts) -> str:
    place = _inside_the_city(grammar, facts)
    if facts.attendance_mode == "online" or (facts.attendance_mode == "mixed" and not place):
        return grammar.line("online")
    return grammar.line("online_or", where=place) if facts.attendance_mode == "mixed" else place


def _where_full(grammar: Grammar, facts: Facts) -> str:
    place = _where_adverb(grammar, facts)
    side = "meet" if facts.kind == "meet" else "help"
    return grammar.line(f"where_{side}", where=place) if place else grammar.line("where_open")


def _is_agreed(facts: Facts) -> bool:
    """Times are a proposal: the host says so, or there are only parts of the day."""
    return facts.schedule_type == "flexible_timeframe" or not facts.slots


def _when_full(grammar: Grammar, facts: Facts) -> str:
    times = rhythm.rhythm(grammar, facts)
    if not times:
        return grammar.line("when_open")
    return grammar.line("when_agreed" if _is_agreed(facts) else "when", when=times)


def _paper_name(grammar: Grammar, paper: Paper) -> str:
    return inside(text_in(grammar, paper.label) or paper.code.replace("_", " "))


def _papers_full(grammar: Grammar, facts: Facts) -> str:
    if facts.papers is None:
        return grammar.line("papers_unknown_full")
    if not facts.papers:
        return grammar.line("papers_none_full")
    return grammar.line("papers_full", papers=_listed(grammar, [_paper_full(grammar, row) for row in facts.papers]))


def _paper_full(grammar: Grammar, paper: Paper) -> str:
    notes = [grammar.lines.get(f"paid_by_{paper.paid_by}", "")]
    if paper.foreign_record_accepted is not None and paper.code not in NOT_PAPERS:
        notes.append(grammar.line("record_accepted" if paper.foreign_record_accepted else "record_refused"))
    noted = grammar.semicolon.join(filter(None, notes))
    name = _paper_name(grammar, paper)
    return f"{name} ({noted})" if noted else name


def _rewards_full(grammar: Grammar, facts: Facts) -> str:
    names = [
        text_in(grammar, reward.get("short")) or inside(text_in(grammar, reward.get("labels")))
        for reward in facts.rewards
    ]
    return _framed(grammar, "rewards", "rewards", _listed(grammar, [name for name in names if name]))


def _suits_full(grammar: Grammar, facts: Facts) -> str:
    who = grammar.all_of(grammar.suits[code] for code in facts.suits if code in grammar.suits)
    return grammar.fill(grammar.lines["suits"], {"who": who}) or ""


def _framed(grammar: Grammar, line: str, placeholder: str, text: str) -> str:
    return grammar.line(line, **{placeholder: text}) if text else ""


def _full_stop(text: str) -> str:
    return f"{capitalised(text)}." if text else ""
