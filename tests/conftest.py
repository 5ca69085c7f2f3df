"""One template database for all tests: migrated and seeded once per source, cloned per worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SCRATCH = "yichuang_scratch_"

# A busy machine is no fault of the law: only what is found counts, not how fast it was looked for.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """The template, so that each module's own database is a quick copy; what dead runs left goes."""
    import psutil

    from yichuang.site import bring, template

    with django_db_blocker.unblock():
        with bring.admin() as link:
            found = link.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (SCRATCH,))
            left = [str(row[0]) for row in found.fetchall()]
        for old in left:
            if not psutil.pid_exists(int(old.removeprefix(SCRATCH))):
                template.drop(old)
        template.template()
    yield


@pytest.fixture(scope="module", autouse=True)
def own_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """A database for this module alone: what others left, in years to come too, is not there to be counted."""
    if "law" in request.path.parts:
        yield  # pure
        return
    request.getfixturevalue("django_db_setup")
    from yichuang.doors.watchroom import stream
    from yichuang.doors.workbench import calls
    from yichuang.office.catalogue import reads as catalogue
    from yichuang.office.directory import reads as directory
    from yichuang.office.supervision import rules
    from yichuang.site import template

    name = f"{SCRATCH}{os.getpid()}"
    with request.getfixturevalue("django_db_blocker").unblock():
        template.scratch(name)
        stream.EAR, calls.EAR = stream.Ear(stream.CHANNEL), stream.Ear(calls.CHANNEL)
        for room in (catalogue, directory, rules):
            room.forget()
    yield
    with request.getfixturevalue("django_db_blocker").unblock():
        template.drop(name)


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """What a rolled-back test let this process remember of the catalogue is not there for the next one."""
    yield
    from yichuang.office.catalogue import reads

    reads.forget()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let this test commit, as people do; what it leaves goes with the scratch database."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session")
def hall(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The whole site on a real socket, on this run's scratch database. Yields its address."""
    import threading
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args: Any) -> None:
            return

    class Threads(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    from yichuang.site.wsgi import application

    with django_db_blocker.unblock():
        server = make_server("127.0.0.1", 0, application, Threads, Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
