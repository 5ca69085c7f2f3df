"""Acts one after the other, each acknowledged on standard output only after it is durable. Run until killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django

django.setup()
from people import at, officer, submitted  # noqa: E402
from yichuang.law.cases import commands as c  # noqa: E402
from yichuang.office.cases import acts  # noqa: E402
from yichuang.site import followers  # noqa: E402


def say(number: str, version: int) -> None:
    """This much is promised."""
    print(number, version, flush=True)


def stream() -> None:
    """For ever."""
    clerk, reviewer, chief = officer("clerk"), officer("reviewer"), officer("chief")
    steps = (
        (clerk, c.Accept()),
        (reviewer, c.CompleteStep(step="review", opinion="同意")),
        (reviewer, c.CompleteStep(step="site", opinion="同意", officers=("甲", "乙"))),
        (chief, c.Grant(content="准予")),
        (chief, c.MakeCertificate()),
    )
    while True:
        number = submitted()
        for minute, (by, command) in enumerate(steps):
            done = acts.act(number, command, by=by, at=at(f"2026-03-03T09:{minute:02d}"))
            say(number, done.case.version)
        followers.catch_up(limit=3)


stream()
