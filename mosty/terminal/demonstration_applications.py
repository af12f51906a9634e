"""Applications of invented people in the demonstration city, in every state."""

import datetime as dt

from mosty.applications import actions
from mosty.applications.models import Application
from mosty.base.clock import now
from mosty.base.ids import secret_code
from mosty.opportunities.models import Opportunity

# Nicknames and a sentence each, in the languages people write; contacts only at example.org.
PEOPLE = [
    ("Linh", "vi", "Chào bạn, tôi sống gần đó và rảnh chiều thứ Ba. Tôi hiểu tiếng Séc đơn giản."),
    ("Оксана", "uk", "Добрий день! Я медсестра, чеську вчу другий рік. Хочу допомагати раз на тиждень."),
    ("Сергей", "ru", "Здравствуйте, могу приходить по выходным. По-чешски понимаю простые фразы."),
    ("Amira", "ar", "مرحبًا، أحب العمل مع الأطفال وأستطيع الحضور مساءً."),
    ("Tom", "en", "Hello, I have some free afternoons and would like to meet my neighbours."),
    ("Мария", "bg", "Здравейте, говоря български и английски и уча чешки."),
    ("Jana", "cs", "Dobrý den, ráda pomůžu, mám čas hlavně v sobotu."),
]
# What the host has done so far, and how many days ago the application came.
FATES = [("accept", 9), ("", 2), ("ask", 5), ("decline", 20), ("", 16), ("accept", 12), ("", 4), ("withdraw", 8)]
ANSWERS = {"accept": "Budeme se těšit. Přijďte deset minut předem.", "ask": "Můžete přijít i ve čtvrtek?"}


def load(made: list[Opportunity]) -> None:
    """One application to every third open listing, answered in turn, with days spread over the last weeks."""
    open_ones = [row for row in made if row.is_shown and row.apply_mode == "approval" and row.remaining_capacity != 0]
    for number, opportunity in enumerate(open_ones[::3]):
        name, language, words = PEOPLE[number % len(PEOPLE)]
        fate, days = FATES[number % len(FATES)]
        opportunity.refresh_from_db()
        application, _new = actions.apply(
            opportunity=opportunity,
            session=opportunity.sessions.order_by("start_date").first()
            if opportunity.schedule_type == "set_shift"
            else None,
            given_name=name,
            preferred_channel="email",
            contact=f"{language}.{number}@example.org",
            preferred_language=language,
            words=words,
            form_key=secret_code(),
        )
        _answer(application, fate)
        actions.backdate(application=application, submitted_at=now() - dt.timedelta(days=days))
    actions.count_answers()
    actions.remind_hosts()  # of long ago: these letters are dropped with the others, not sent at the first start


def _answer(application: Application, fate: str) -> None:
    words = ANSWERS.get(fate, "")
    language = application.opportunity.source_language if words else "cs"
    words = words if language == "cs" else ""
    if fate == "accept":
        actions.accept(application=application, words=words, language="cs", by=None)
    elif fate == "ask":
        actions.ask_back(application=application, words=ANSWERS["ask"], language="cs", by=None)
    elif fate == "decline":
        actions.decline(application=application, reason="full", words="", language="cs", by=None)
    elif fate == "withdraw":
        actions.withdraw(application=application)
