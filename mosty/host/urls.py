"""Addresses of this door."""

from django.urls import URLPattern

app_name = "host"
urlpatterns: list[URLPattern] = []
