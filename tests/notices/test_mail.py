"""Letters over a real SMTP conversation: what arrives, what is tried again, what is given up."""

import datetime as dt
from contextlib import contextmanager

import pytest
import time_machine

from mosty.base.clock import now
from mosty.notices import actions
from mosty.notices.models import Notice
from tests.fakes.mail import MailServer

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def mail(settings):
    """A server with these verdicts, to which Mosty's letters go."""

    @contextmanager
    def run(*verdicts):
        with MailServer(*verdicts) as server:
            settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", server.port
            settings.EMAIL_TIMEOUT = 3
            yield server

    return run


def a_letter(**more):
    words = ("Có người đăng ký: «مساعدة»", "Xin chào,\n\nthứ Ba 16:00.\n\nمرحبًا\n")
    fields = {"to_address": "linh@example.org", "language": "vi", "compose": lambda: words, **more}
    return actions.send_later(**fields)


def state(notice):
    notice.refresh_from_db()
    return notice.state


def test_letter_arrives_as_it_was_written(mail):
    notice = a_letter(reply_to="host@example.org")
    with mail() as server:
        assert actions.send_due() == 1
        assert actions.send_due() == 0
    [letter] = server.letters
    assert letter["Subject"] == notice.subject
    assert letter.get_content().splitlines() == notice.body.splitlines()
    assert (letter["To"], letter["Reply-To"]) == ("linh@example.org", "host@example.org")
    assert (letter["Content-Language"], letter["Auto-Submitted"]) == ("vi", "auto-generated")
    assert state(notice) == "sent"


def test_unknown_recipient_is_given_up_at_once(mail):
    notice = a_letter()
    with mail("refuse") as server:
        assert actions.send_due() == 0
        with time_machine.travel(now() + dt.timedelta(days=2)):
            actions.send_due()
    assert (state(notice), server.asked, server.letters) == ("failed", 1, [])
    assert "linh" not in notice.failure


@pytest.mark.parametrize("trouble", ["later", "full", "hang up"])
def test_passing_trouble_is_tried_again_and_the_letter_comes_once(mail, trouble):
    notice = a_letter()
    with mail(trouble, "take") as server:
        assert actions.send_due() == 0
        assert state(notice) == "waiting"
        assert actions.send_due() == 0  # not before its time
        with time_machine.travel(now() + dt.timedelta(minutes=2)):
            assert actions.send_due() == 1
    assert (state(notice), len(server.letters), server.asked) == ("sent", 1, 2)


def test_letter_that_was_taken_without_an_answer_comes_again_under_the_same_id(mail):
    """SMTP has no way to ask; the same Message-ID lets the reader's mail program show it once."""
    a_letter()
    with mail("take and hang up", "take") as server:
        actions.send_due()
        with time_machine.travel(now() + dt.timedelta(minutes=2)):
            actions.send_due()
    assert len(server.letters) == 2
    assert len({letter["Message-ID"] for letter in server.letters}) == 1


def test_a_server_that_stays_away_is_given_up_after_the_last_wait(mail):
    notice = a_letter()
    with mail() as server:
        pass  # gone again
    moment = now()
    for wait in [dt.timedelta(0), *actions.WAITS]:
        moment += wait + dt.timedelta(seconds=1)
        with time_machine.travel(moment):
            assert actions.send_due() == 0
    assert (state(notice), notice.attempts, server.letters) == ("failed", len(actions.WAITS) + 1, [])


def test_sender_that_died_is_relieved_after_five_minutes(mail):
    notice = a_letter()
    Notice.objects.update(state="sending", claimed_at=now())
    with mail() as server:
        assert actions.send_due() == 0
        with time_machine.travel(now() + dt.timedelta(minutes=6)):
            assert actions.send_due() == 1
    assert (state(notice), len(server.letters)) == ("sent", 1)


def test_one_refused_letter_does_not_hold_up_the_others(mail):
    first, second = a_letter(), a_letter(to_address="oksana@example.org")
    with mail("refuse", "take") as server:
        assert actions.send_due() == 1
    assert (state(first), state(second), [letter["To"] for letter in server.letters]) == (
        "failed", "sent", ["oksana@example.org"],
    )  # fmt: skip


def test_an_address_no_letter_can_be_made_for_does_not_hold_up_the_others(mail):
    odd, good = a_letter(to_address='"a\x10\x1cY:"@x.org'), a_letter()
    with mail() as server:
        assert actions.send_due() == 1
    assert (state(odd), state(good), len(server.letters)) == ("failed", "sent", 1)
    assert odd.failure and "x.org" not in odd.failure


def test_line_breaks_in_a_title_make_no_header(mail):
    a_letter(compose=lambda: ("Nový zájemce\r\nBcc: spy@example.org", "Dobrý den"))
    with mail() as server:
        assert actions.send_due() == 1
    assert server.letters[0]["Bcc"] is None
    assert server.letters[0]["Subject"] == "Nový zájemce Bcc: spy@example.org"


def test_letter_asked_for_twice_under_one_key_is_one():
    assert a_letter(once_key="remind-1") is not None
    assert a_letter(once_key="remind-1") is None
    assert Notice.objects.count() == 1


def test_without_a_server_letters_are_printed_as_a_person_reads_them(settings, capsys):
    settings.EMAIL_BACKEND = "mosty.notices.kinds.printed.EmailBackend"
    a_letter()
    assert actions.send_due() == 1
    printed = capsys.readouterr().out
    assert "linh@example.org" in printed
    assert "Có người đăng ký: «مساعدة»" in printed
    assert "thứ Ba 16:00." in printed
