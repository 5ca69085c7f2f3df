"""One template database for all tests: migrated and seeded once per source, cloned per worker."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest

@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A clone of the template for this run."""
    from yichuang.site import template

    name = f"yichuang_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():
        template.scratch(name)
    yield
    with django_db_blocker.unblock():
        template.drop(name)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let this test commit, as people do; what it leaves goes with the scratch database."""
    with django_db_blocker.unblock():
        yield
