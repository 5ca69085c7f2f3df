"""`make shots`: every page of a running hall at desktop and phone width, into shots/."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.site.settings")
import django

django.setup()
from browser import DESKTOP, PHONE, chromium, grave_findings, sign_in  # noqa: E402

BASE = os.environ.get("BASE", f"http://localhost:{os.environ.get('PORT', '8000')}")
PUBLIC = {
    "home": "/", "matters": "/matters/?q=开饭馆", "guide": "/matters/food-business/", "progress": "/progress/",
    "verify": "/verify/", "activate": "/activate/", "login": "/sign-in/login/", "register": "/sign-in/register/",
    "staff": "/sign-in/login/?door=staff", "parts": "/parts/", "trouble": "/nowhere/",
}  # fmt: skip
ROLES = {
    "person": {"my": "/my/", "begin": "/apply/food-business/", "agents": "/my/agents/", "agents-new": "/my/agents/new/"},
    "agent": {"acting": "/my/acting/"},
    "chief": {"desk": "/desk/", "letters": "/desk/letters/", "intake": "/desk/intake/",
              "take": "/desk/intake/food-business/"},
    "head": {"flow": "/desk/matters/food-business/flow/"},
    "clerk": {"accounts": "/desk/accounts/", "desk-agents": "/desk/agents/"},
    "supervisor": {"lights": "/desk/lights/", "watch": "/desk/watch/", "cards": "/desk/watch/cards/",
                   "flow-of-the-day": "/desk/watch/flow/"},
    "admin": {"calendar": "/desk/calendar/", "calendar-load": "/desk/calendar/load/"},
    "security": {"officers": "/desk/officers/?q=何小燕"},
}  # fmt: skip
WALL = {"width": 1920, "height": 1080}
PAPER = {"guide", "parts"}


def main() -> int:
    """Take them all and name what axe finds."""
    out = Path("shots")
    out.mkdir(exist_ok=True)
    with chromium() as browser:
        for width, size in (("desktop", DESKTOP), ("phone", PHONE)):
            for role, pages in ({"": PUBLIC} | ROLES).items():
                page = browser.new_context(viewport=size, locale="zh-CN").new_page()
                if role:
                    sign_in(page, BASE, role)
                for name, address in pages.items():
                    page.goto(BASE + address)
                    page.screenshot(path=out / f"{name}-{width}.png", full_page=True)
                    if name in PAPER and size is DESKTOP:
                        page.pdf(path=out / f"{name}.pdf", format="A4")
                    for finding in grave_findings(page):
                        print(name, width, finding)
                if role == "chief":
                    page.goto(f"{BASE}/desk/")
                    first = page.locator("tr[data-row] a").first.get_attribute("href")
                    page.goto(f"{BASE}{first}")
                    page.screenshot(path=out / f"case-{width}.png", full_page=True)
                    print(*grave_findings(page), sep="\n")
                    if page.locator("[data-key=v]").count():
                        page.goto(page.locator("[data-key=v]").evaluate("a => a.href + '?with=form'"))
                        page.wait_for_load_state("networkidle")
                        page.screenshot(path=out / f"material-{width}.png")
                        print(*grave_findings(page), sep="\n")
                        page.go_back()
                    page.goto(page.locator(".acts a").first.evaluate("a => a.href"))
                    page.screenshot(path=out / f"act-{width}.png", full_page=True)
                    print(*grave_findings(page), sep="\n")
                if role == "supervisor" and size is DESKTOP:
                    page.set_viewport_size(WALL)
                    page.goto(f"{BASE}/desk/watch/screen/")
                    page.wait_for_selector("[data-live]:visible")
                    page.screenshot(path=out / "screen.png")
                    print(*grave_findings(page), sep="\n")
                if role == "person":
                    page.goto(f"{BASE}/my/")
                    rows = page.locator("tbody a")
                    if rows.count():
                        page.goto(rows.first.evaluate("a => a.href"))
                        page.screenshot(path=out / f"my-case-{width}.png", full_page=True)
                        if size is DESKTOP:
                            page.pdf(path=out / "my-case.pdf", format="A4")
                        print(*grave_findings(page), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
