"""One template database for all tests: migrated and seeded once per source, cloned per worker."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A clone of the template for this run."""
    from yichuang.site import template

    name = f"yichuang_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        template.scratch(name)
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        template.drop(name)
