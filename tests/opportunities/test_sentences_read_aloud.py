"""What fluent readers corrected, kept."""

from mosty.opportunities.rules.sentences import LanguageNeed, Paper, facts_list, papers, what
from tests.opportunities.sentence_facts import some_facts


def test_czech_short_pronoun_stands_second():
    activity = {"labels": {"cs": "Dílna"}, "phrase_alone": {"cs": "učit se něco nového"}}
    rows = dict(facts_list(some_facts(activities=(activity,), audiences=()), "cs"))
    assert rows["what"] == "Budete se učit něco nového."


def test_everyone_is_said_alone_and_once_has_no_least_duration():
    everyone = {"code": "everyone", "forms": {"en": {"base": "everyone"}}}
    children = {"code": "children", "forms": {"en": {"base": "children"}}}
    play = {"phrase": {"en": "play games with {base}"}}
    facts = some_facts(
        activities=(play,), audiences=(everyone, children), commitment_period="once", minimum_duration="P3M"
    )
    rows = dict(facts_list(facts, "en"))
    assert rows["what"] == "You will play games with everyone."
    assert "month" not in rows["commitment"]


def test_no_other_country_issues_a_training():
    asked = (Paper("training", foreign_record_accepted=True, label={"en": "Training"}),)
    assert "another country" not in dict(facts_list(some_facts(papers=asked), "en"))["papers"]
    asked = (Paper("id_check", foreign_record_accepted=True, label={"en": "ID"}),)
    assert "another country" in dict(facts_list(some_facts(papers=asked), "en"))["papers"]


def test_what_is_no_paper_is_asked_for_beforehand():
    training = Paper("training", label={"en": "Training", "cs": "Školení"})
    record = Paper("id_check", label={"en": "ID", "cs": "Průkaz"})
    assert papers(some_facts(papers=(training,)), "en") == "papers: none; before you start: training"
    assert papers(some_facts(papers=(record, training)), "cs") == "doklady: průkaz; předem: školení"
    assert papers(some_facts(papers=(record,)), "en") == "papers: ID"


def test_a_list_of_lists_can_be_told_apart():
    feed = {"phrase_alone": {"cs": "krmit a mýt zvířata", "ar": "إطعام الحيوانات وغسلها"}}
    walk = {"phrase_alone": {"cs": "venčit psy", "ar": "تمشية الكلاب"}}
    assert what(some_facts(activities=(feed, walk), audiences=()), "cs") == "Krmit a mýt zvířata a také venčit psy"
    assert what(some_facts(activities=(walk,), audiences=()), "cs") == "Venčit psy"


def test_the_team_speaks_also_only_what_was_not_just_named():
    needs = (LanguageNeed(("uk",), "required", "b1"),)
    facts = some_facts(language_needs=needs, team_languages=("cs", "uk", "ru"))
    assert dict(facts_list(facts, "en"))["team"] == "The team speaks Ukrainian and Russian."
    facts = some_facts(language_needs=(), team_languages=("cs", "uk"))
    assert dict(facts_list(facts, "en"))["team"] == "The team also speaks Ukrainian."


def test_agreed_russian_days_answer_when():
    facts = some_facts(slots=(), day_parts=("FridayAfternoon", "SaturdayMorning"))
    assert dict(facts_list(facts, "ru"))["when"] == "Когда: в пятницу днём, в субботу утром (по договорённости)."
