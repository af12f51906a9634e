"""What fluent readers corrected, kept."""

from mosty.opportunities.rules.sentences import Paper, facts_list
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
    papers = (Paper("training", foreign_record_accepted=True, label={"en": "Training"}),)
    assert "another country" not in dict(facts_list(some_facts(papers=papers), "en"))["papers"]
    papers = (Paper("id_check", foreign_record_accepted=True, label={"en": "ID"}),)
    assert "another country" in dict(facts_list(some_facts(papers=papers), "en"))["papers"]
