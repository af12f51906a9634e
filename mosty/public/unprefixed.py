"""Public addresses without a language."""

from django.urls import path

from mosty.public.views import links

app_name = "short"
urlpatterns = [
    path("", links.front, name="front"),
    path("sign-in/", links.sign_in, name="sign_in"),
    path("go/<slug:code>", links.go, name="go"),
]
