"""The real site with two pages more, that our pages are measured against; only a bench serves it."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
application = get_wsgi_application()
settings.ROOT_URLCONF = "yichuang.doors.command.bench_bare"
