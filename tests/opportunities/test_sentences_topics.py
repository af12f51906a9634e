"""The topics that ship, walked through the sentence builder: every activity with every audience."""

import tomllib
from pathlib import Path

import pytest

from mosty.opportunities.rules.sentences import LANGUAGES, facts_list, papers, what
from mosty.opportunities.rules.sentences.facts import Paper
from tests.opportunities.sentence_facts import some_facts

TOPICS = Path(__file__).parents[2] / "mosty" / "city" / "data" / "topics"
ROWS = [topic for path in sorted(TOPICS.glob("*.toml")) for topic in tomllib.loads(path.read_text())["topic"]]


def topics(group: str) -> list[dict]:
    return [topic for topic in ROWS if topic["group"] == group]


@pytest.mark.skipif(not topics("activity"), reason="no activities yet")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_activity_reads_with_every_audience(language):
    for activity in topics("activity"):
        for audience in [None, *topics("audience")]:
            facts = some_facts(activities=(activity,), audiences=(audience,) if audience else ())
            text = what(facts, language)
            assert text, activity["code"]
            assert "{" not in text, activity["code"]
            if audience and "{" in activity["phrase"][language]:
                forms = audience["forms"][language].values()
                assert any(form in text.replace("لل", "ال") or form in text for form in forms), (
                    activity["code"],
                    audience["code"],
                    text,
                )


@pytest.mark.skipif(not topics("paper"), reason="no papers yet")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_and_reward_is_named(language):
    for paper in topics("paper"):
        assert papers(some_facts(papers=(Paper(paper["code"], label=paper["labels"]),)), language)
    rows = dict(facts_list(some_facts(rewards=tuple(topics("reward"))), language))
    assert all(reward["short"][language] in rows["rewards"] for reward in topics("reward"))
