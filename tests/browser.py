"""A real browser for tests and screenshots: Debian's or Playwright's Chromium, with Chinese fonts from the package."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SERIOUS = {"serious", "critical"}


def _fonts(folder: Path) -> str:
    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    conf = folder / "fonts.conf"
    conf.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return str(conf)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        env: dict[str, Any] = {**os.environ, "FONTCONFIG_FILE": _fonts(Path(folder))}
        browser = play.chromium.launch(executable_path=path, args=ARGS, env=env)
        yield browser
        browser.close()


def sign_in(page: Page, base: str, username: str) -> None:
    """Sign in as a role of the demonstration, with the second factor for officers."""
    from yichuang.office import clock
    from yichuang.office.directory import demo

    account = next(one for one in demo.ACCOUNTS if one.username == username)
    page.goto(f"{base}/sign-in/login/")
    page.fill("#f-login", account.username)
    page.fill("#f-password", account.password)
    page.click("main form.card button.btn-main")
    if not account.officer:
        return
    page.wait_for_url("**/2fa/authenticate/")
    while True:
        code = account.code(clock.now())
        page.fill("#f-code", code)
        page.click("main form.card button.btn-main")
        page.wait_for_load_state()
        if not page.locator(".error").count():
            return
        while account.code(clock.now()) == code:  # each code is good for one sign-in
            page.wait_for_timeout(500)


def grave_findings(page: Page) -> list[str]:
    """What axe finds serious or worse on this page."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['target']} {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in SERIOUS
    ]
