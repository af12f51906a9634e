"""Addresses of the desk."""

from django.urls import URLPattern, path

from mosty.desk.gate import coordinators_only as guard
from mosty.desk.gate import translators_too as shared
from mosty.desk.views import applications, channels, exchange, home, hosts, imports, listings, translations, words

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", guard(home.home), name="home"),
    path("listings/", guard(listings.all_listings), name="listings"),
    path("listings/<slug:public_id>/", guard(listings.check), name="listing"),
    path("listings/<slug:public_id>/publish/", guard(listings.publish), name="publish"),
    path("listings/<slug:public_id>/request-changes/", guard(listings.request_changes), name="request_changes"),
    path("listings/<slug:public_id>/reject/", guard(listings.reject), name="reject"),
    path("listings/<slug:public_id>/pause/", guard(listings.pause), name="pause"),
    path("listings/<slug:public_id>/close/", guard(listings.close), name="close"),
    path("listings/<slug:public_id>/reopen/", guard(listings.reopen), name="reopen"),
    path("listings/<slug:public_id>/save/", guard(listings.save), name="save"),
    path("hosts/", guard(hosts.all_hosts), name="hosts"),
    path("hosts/<slug:public_id>/", guard(hosts.show), name="host"),
    path("hosts/<slug:public_id>/judge/", guard(hosts.judge), name="judge_host"),
    path("hosts/<slug:public_id>/invite/", guard(hosts.invite), name="invite_member"),
    path("applications/", guard(applications.overdue), name="applications"),
    path("applications/<slug:public_id>/", guard(applications.show), name="application"),
    path("imports/", guard(imports.all_imports), name="imports"),
    path("imports/new/", guard(imports.upload), name="upload"),
    path("imports/<int:pk>/", guard(imports.show), name="import"),
    path("imports/<int:pk>/read-again/", guard(imports.read_again), name="read_again"),
    path("imports/<int:pk>/take-in/", guard(imports.take_in), name="take_in"),
    path("imports/<int:pk>/guard/", guard(imports.answer_guard), name="answer_guard"),
    path("listings/<slug:public_id>/translate-anyway/", guard(translations.translate_anyway), name="translate_anyway"),
    path("listings/<slug:public_id>/translate-again/", guard(translations.translate_again), name="translate_again"),
    path("translations/", shared(translations.all_work), name="translations"),
    path("translations/export/", shared(exchange.export), name="export_translations"),
    path("translations/import/", shared(exchange.bring_back), name="import_translations"),
    path("translations/<slug:public_id>/<str:language>/", shared(translations.review), name="review"),
    path("translations/<slug:public_id>/<str:language>/save/", shared(translations.save_review), name="save_review"),
    path("translations/<slug:public_id>/<str:language>/send-back/", shared(translations.send_back), name="send_back"),
    path("glossary/", guard(words.glossary), name="glossary"),
    path("glossary/<int:pk>/", guard(words.glossary), name="term"),
    path("glossary/<int:pk>/take-out/", guard(words.drop), name="drop_term"),
    path("translators/", guard(words.translators), name="translators"),
    path("channels/", guard(channels.all_channels), name="channels"),
    path("channels/new/", guard(channels.add), name="add_channel"),
    path("channels/<slug:public_id>/", guard(channels.show), name="channel"),
    path("channels/<slug:public_id>/change/", guard(channels.change), name="change_channel"),
    path("channels/<slug:public_id>/connect/", guard(channels.connect), name="connect_channel"),
    path("channels/<slug:public_id>/disconnect/", guard(channels.disconnect), name="disconnect_channel"),
    path("posts/", guard(channels.posts), name="posts"),
    path("posts/<int:pk>/<slug:verb>/", guard(channels.settle), name="settle_post"),
]
