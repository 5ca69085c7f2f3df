"""The real site with two pages more, that our pages are measured against; only a bench serves it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from yichuang.site import wsgi


def application(environ: Any, start_response: Any) -> Any:
    """The site's own application; only the addresses are more."""
    settings.ROOT_URLCONF = "yichuang.doors.command.bench_bare"
    return wsgi.application(environ, start_response)
