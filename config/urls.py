"""The doors and where they stand."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("", include("mosty.api.urls")),
    path("", include("mosty.public.unprefixed")),
    path("host/", include("mosty.host.urls")),
    path("desk/", include("mosty.desk.urls")),
    *i18n_patterns(
        path("", include("mosty.public.urls")),
        path("sign-in/", include("allauth.account.urls")),
        path("sign-in/2fa/", include("allauth.mfa.urls")),
    ),
]
handler404 = "mosty.public.views.failing.not_here"
handler403 = "mosty.public.views.failing.not_allowed"
