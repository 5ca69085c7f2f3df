"""The site as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
application = get_wsgi_application()

# What the framework made at start stays for good: the collector need not walk it at every thousandth request's garbage.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
