"""Addresses of the host area."""

from django.urls import URLPattern, path

from mosty.host.gate import by_letter
from mosty.host.gate import members_only as guard
from mosty.host.views import applications, home, letters, life, people, writing

app_name = "host"
LISTING = "listings/<slug:public_id>/"
HOST = "organisations/<slug:public_id>/"

urlpatterns: list[URLPattern] = [
    path("", guard(home.home), name="home"),
    path("listings/new/", guard(writing.new), name="new"),
    path("plain/", guard(writing.plain), name="plain"),
    path(LISTING, guard(writing.edit), name="edit"),
    path(f"{LISTING}preview/", guard(writing.preview), name="preview"),
    path(f"{LISTING}submit/", guard(life.submit), name="submit"),
    path(f"{LISTING}pause/", guard(life.pause), name="pause"),
    path(f"{LISTING}close/", guard(life.close), name="close"),
    path(f"{LISTING}reopen/", guard(life.reopen), name="reopen"),
    path(f"{LISTING}dates/", guard(life.dates), name="dates"),
    path("applications/", guard(applications.inbox), name="applications"),
    path("applications/<slug:public_id>/", guard(applications.show), name="application"),
    path(HOST, guard(people.organisation), name="organisation"),
    path(f"{HOST}people/", guard(people.members), name="people"),
    path("settings/", guard(people.settings), name="settings"),
    path("answer/<str:token>/", by_letter(letters.answer), name="answer"),
    path("assure/<str:token>/", by_letter(letters.assure), name="assure"),
]
