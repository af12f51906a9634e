"""`mosty doctor`: silent about a sound installation, one line for each thing that is not."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.db import connection

from mosty.accounts import actions as accounts
from mosty.base.heartbeat import beat
from mosty.base.models import Heartbeat
from mosty.channels import actions as channels
from mosty.channels.models import Channel
from mosty.city.models import District, Place
from mosty.opportunities.models import Opportunity
from mosty.search.actions import reindex
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound(settings, city, tmp_path):
    """Everything as it should be."""
    settings.PRODUCTION, settings.DEMO, settings.SITE_URL = True, False, "https://mosty.example.org"
    settings.ALLOWED_HOSTS, settings.SECRET_KEY = ["mosty.example.org"], "k" * 30 + "Az09" * 10
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}", encoding="utf-8")
    person = accounts.add_person(email="a@example.org", roles=("coordinator",), by=None)
    Authenticator.objects.create(user=person, type="totp", data={})
    factories.an_opportunity()
    reindex()
    beat()
    return settings


def findings(capsys):
    capsys.readouterr()
    code = 0
    try:
        call_command("doctor")
    except SystemExit as end:
        code = end.code
    lines = capsys.readouterr().out.splitlines()
    assert (code == 0) == (lines == ["Nothing found."])
    # SQLite is what half of the runs use; the other is a setting of the browser tests.
    own = ("SQLite", "async.E001", "Nothing found.")
    return [line for line in lines if not any(word in line for word in own)]


def test_a_sound_installation_has_nothing_found(sound, capsys):
    assert findings(capsys) == []
    assert connection.vendor in ("sqlite", "postgresql")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"PRODUCTION": False}, "PRODUCTION"),
        ({"DEMO": True}, "DEMO"),
        ({"SITE_URL": "http://mosty.example.org"}, "SITE_URL"),
        ({"ALLOWED_HOSTS": ["other.example.org"]}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"EMAIL_BACKEND": "mosty.notices.kinds.printed.EmailBackend"}, "EMAIL_URL"),
        ({"SECURE_HSTS_SECONDS": 0}, "security.W004"),
    ],
)
def test_each_odd_setting_is_a_line(sound, capsys, change, word):
    for name, value in change.items():
        setattr(sound, name, value)
    assert any(word in line for line in findings(capsys))


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda: (Opportunity.objects.all().delete(), Place.objects.all().delete(), District.objects.all().delete()), "load_city"),
        (lambda: Authenticator.objects.all().delete(), "second step"),
        (lambda: accounts.erase(email="a@example.org"), "no coordinator"),
        (lambda: Heartbeat.objects.all().delete(), "worker"),
        (lambda: Opportunity.objects.update(status="paused"), "reindex"),
        (lambda: factories.a_host(is_demonstration=True), "Invented"),
        (lambda: channels.add_channel(kind="facebook", name="x", language="cs", by=None)
         and Channel.objects.update(state="stopped", secret="x", external_id="12345"), "stopped"),
    ],
)  # fmt: skip
def test_each_thing_missing_or_left_over_is_a_line(sound, capsys, spoil, word):
    spoil()
    assert [line for line in findings(capsys) if word in line]
