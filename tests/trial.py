"""The site's settings for tests: a data folder of its own, the demonstration's people."""

import os
from pathlib import Path

os.environ["YICHUANG_DATA"] = os.environ.get("YICHUANG_TEST_DATA") or str(
    Path(__file__).resolve().parent.parent / ".data" / "test"
)
os.environ["YICHUANG_DEMO"] = "1"

from yichuang.site.settings import *  # noqa: F403
