"""The doors and where they stand."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView

# The library's pages for passwords, own sign-up and other addresses are not used: accounts come from invitations.
UNUSED_SIGN_IN_PAGES = r"^sign-in/(?:login|login/code|signup|email|(?:confirm-email|password)(?:/.*)?)/$"

urlpatterns = [
    path("", include("mosty.api.urls")),
    path("", include("mosty.public.unprefixed")),
    path("host/", include("mosty.host.urls")),
    path("desk/", include("mosty.desk.urls")),
    *i18n_patterns(
        path("", include("mosty.public.urls")),
        re_path(UNUSED_SIGN_IN_PAGES, RedirectView.as_view(pattern_name="public:sign_in", query_string=True)),
        path("sign-in/", include("allauth.account.urls")),
        path("sign-in/2fa/", include("allauth.mfa.urls")),
    ),
]
handler404 = "mosty.public.views.failing.not_here"
handler403 = "mosty.public.views.failing.not_allowed"
