"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from mosty.search.queries.index import warm  # noqa: E402  needs the settings

warm()
# A page makes some ten thousand objects and drops them. At the usual 700 the collector runs a dozen times a page, and now
# and then walks the whole program with them, which was the slowest tenth of all pages.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
