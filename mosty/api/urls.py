"""Addresses for machines."""

from django.urls import path, re_path

from mosty.api.endpoints import api
from mosty.api.views import embed, feeds, health, maps

urlpatterns = [
    path("api/v1/", api.urls),
    re_path(r"^feeds/(?P<language>[a-z-]{2,12})/opportunities\.(?P<kind>rss|json|ics)$", feeds.feed, name="feed"),
    path("embed/<str:language>/opportunities/", embed.opportunities, name="embed"),
    path("embed.js", embed.script, name="embed_script"),
    path("oembed/", embed.oembed, name="oembed"),
    path("sitemap.xml", maps.sitemap, name="sitemap"),
    path("robots.txt", maps.robots, name="robots"),
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
]
