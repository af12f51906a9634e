"""Public addresses; the language stands before each."""

from django.urls import path, re_path

from mosty.public.views import applications, gallery, home, hosts, opportunities, places, sign_in, statements

app_name = "public"
ID = "[0-9a-hjkmnp-tv-z]{10}"
LISTING = rf"opportunities/(?P<key>{ID}-[-\w]+)/"

urlpatterns = [
    path("", home.home, name="home"),
    path("opportunities/", opportunities.search, name="search"),
    path("events/", opportunities.events, name="events"),
    re_path(rf"^opportunities/(?P<public_id>{ID})/$", opportunities.short, name="opportunity_short"),
    re_path(rf"^{LISTING}$", opportunities.show, name="opportunity"),
    re_path(rf"^{LISTING}calendar\.ics$", opportunities.calendar, name="calendar"),
    re_path(rf"^{LISTING}share\.png$", opportunities.share_picture, name="share_picture"),
    re_path(rf"^{LISTING}poster\.pdf$", opportunities.poster, name="poster"),
    re_path(rf"^{LISTING}apply/$", applications.apply, name="apply"),
    re_path(r"^my/(?P<code>[0-9a-z]{26})/$", applications.my, name="my"),
    re_path(r"^my/(?P<code>[0-9a-z]{26})/write/$", applications.write, name="my_write"),
    re_path(r"^my/(?P<code>[0-9a-z]{26})/withdraw/$", applications.withdraw, name="my_withdraw"),
    re_path(r"^my/(?P<code>[0-9a-z]{26})/delete/$", applications.delete, name="my_delete"),
    re_path(rf"^organisations/(?P<key>{ID}-[-\w]+)/$", places.organisation, name="organisation"),
    path("districts/", places.districts, name="districts"),
    path("districts/<slug:slug>/", places.district, name="district"),
    path("hosts/", hosts.about, name="hosts"),
    path("hosts/join/", hosts.join, name="join"),
    path("invitation/<slug:code>/", hosts.invitation, name="invitation"),
    path("privacy/", statements.privacy, name="privacy"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("for-websites/", statements.machines, name="machines"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/demo/", sign_in.demo, name="sign_in_demo"),
]
