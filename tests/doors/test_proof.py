"""Proof at the doors: receipts for their owners, proofs for anybody, and a page that verifies without sending anything."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from browser import PHONE, chromium, grave_findings
from people import applicant, officer, submitted
from yichuang.doors.command import timer, verify
from yichuang.law import cases as law
from yichuang.law import trail
from yichuang.law.cases import commands as c
from yichuang.office import clock, sealing
from yichuang.office.cases import acts
from yichuang.office.trail import acts as trail_acts
from yichuang.office.trail import log
from yichuang.office.trail.models import Leaf, Root
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.fixture(scope="module")
def sealed(hall: str) -> str:
    """A case of the first applicant, sealed yesterday but for its last fact; two roots are published."""
    number = submitted(f"{clock.now():%Y-%m-%dT08:00}")
    today = law.day(clock.now())
    followers.settle()  # a transaction elsewhere on this server can hold facts back from the seal
    trail_acts.seal_day(today - timedelta(days=2), clock.now())
    submitted(f"{clock.now():%Y-%m-%dT08:01}")
    followers.settle()
    trail_acts.seal_day(today - timedelta(days=1), clock.now())
    acts.act(number, c.Withdraw(reason="不办了"), by=applicant(), at=clock.now())
    return number


@pytest.fixture(scope="module")
def receipt(sealed: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("receipt") / "receipt.json"
    path.write_bytes(signed_in("person").get(f"/my/{sealed}/receipt.json").content)
    return path


def test_a_receipt_is_its_owners_and_holds_offline(sealed: str, receipt: Path, tmp_path: Path) -> None:
    assert signed_in("company").get(f"/my/{sealed}/receipt.json").status_code == 404
    assert Client().get(f"/my/{sealed}/receipt.json").status_code == 302
    script = tmp_path / "verify.py"
    script.write_bytes(Client().get("/proof/verify.py").content)
    words = [sys.executable, "-I", str(script), str(receipt), "--key", sealing.public_key().hex()]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "其后1条等下一次封存" in done.stdout, done.stdout


def test_published_roots_prove_their_growth(sealed: str, tmp_path: Path) -> None:
    roots = json.loads(Client().get("/proof/roots.json").content)
    assert [verify.check_root(one, sealing.public_key().hex()) for one in roots]
    old, new = roots[-2]["root"], roots[-1]["root"]
    proof = json.loads(Client().get(f"/proof/consistency.json?from={old['size']}&to={new['size']}").content)
    path = [bytes.fromhex(x) for x in proof["path"]]
    assert trail.succeeds(
        old["size"], bytes.fromhex(old["root"]), new["size"], bytes.fromhex(new["root"]), path
    )
    leaf = Leaf.objects.filter(chain=sealed).first()
    assert leaf is not None
    shown = json.loads(
        Client().get(f"/proof/inclusion.json?chain={sealed}&seq={leaf.seq}&size={new['size']}").content
    )
    found = verify.included(
        verify.leaf_hash(shown["leaf"]),
        shown["index"],
        new["size"],
        [bytes.fromhex(x) for x in shown["path"]],
    )
    assert found.hex() == new["root"]
    (tmp_path / "roots.json").write_text(json.dumps(roots), encoding="utf-8")
    for change, code in ((False, 0), (True, 1)):
        proof["path"] = proof["path"][1:] if change else proof["path"]
        (tmp_path / "growth.json").write_text(json.dumps(proof), encoding="utf-8")
        words = [tmp_path / "growth.json", "--consistency", "--roots", tmp_path / "roots.json"]
        assert subprocess.run([sys.executable, "-I", verify.__file__, *words], check=False).returncode == code
    for bad in ("from=1&to=99999999", "from=x&to=1", "from=²&to=1", f"from={'9' * 5000}&to=1", ""):
        assert Client().get(f"/proof/consistency.json?{bad}").status_code == 404
    for bad in ("chain=%00&seq=1", "chain=none&seq=²", f"chain=none&seq={'9' * 30}"):
        assert Client().get(f"/proof/inclusion.json?{bad}&size={new['size']}").status_code == 404
    assert Client().get(f"/proof/inclusion.json?chain=none&seq=1&size={new['size']}").status_code == 404


def test_the_timer_seals_the_day_that_ended_once(sealed: str) -> None:
    timer._sealing.done = None
    before = Root.objects.count()
    timer.seal(clock.now())
    assert Root.objects.count() == before  # yesterday is sealed already
    tomorrow = clock.now() + timedelta(days=1)
    timer.seal(tomorrow)
    timer.seal(tomorrow)
    assert Root.objects.count() == before + 1
    assert hashlib.sha256(sealing.public_key()).hexdigest().startswith(log.name(sealing.public_key()))
    assert officer("clerk")


@pytest.fixture(scope="module")
def browser(receipt: Path) -> Iterator[Browser]:
    with chromium() as one:
        yield one


def choose(page: Page, hall: str, path: Path) -> None:
    page.goto(f"{hall}/proof/")
    page.set_input_files("#receipt", path)


@pytest.mark.browser
def test_a_browser_verifies_a_receipt_and_says_what_is_wrong(
    hall: str, browser: Browser, receipt: Path, tmp_path: Path
) -> None:
    page = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    choose(page, hall, receipt)
    expect(page.locator("#verdict")).to_contain_text("全部相符")
    expect(page.locator("#verdict")).to_contain_text("1 条在最后一次封存之后")
    assert not grave_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    plain = json.loads(receipt.read_text(encoding="utf-8"))
    bad = tmp_path / "bad.json"
    for change, said in (
        (lambda x: x["facts"][2]["record"].update(type="FormFilled"), "第 3 条记录：内容与摘要不符"),
        (lambda x: x["facts"].pop(1), "第 2 条记录：序号不对"),
        (lambda x: x["proof"]["leaf"].update(seq=3), "链头与这些记录不符"),
        (lambda x: x["proof"]["path"].pop(), "不能证明"),
        (lambda x: x["proof"]["root"]["root"].update(at="2020-01-01T00:00:00.000000Z"), "签名不符"),
        (lambda x: x["proof"]["root"]["signatures"][0].update(key="00" * 32), "另一个日志的密钥"),
        (lambda x: x.pop("facts"), "读不懂"),
    ):
        changed = json.loads(json.dumps(plain))
        change(changed)
        bad.write_text(json.dumps(changed), encoding="utf-8")
        choose(page, hall, bad)
        expect(page.locator("#verdict")).to_contain_text(said)
    bad.write_text(json.dumps(plain | {"proof": None}), encoding="utf-8")
    choose(page, hall, bad)
    expect(page.locator("#verdict")).to_contain_text("什么也没有证明")
    assert page.locator("#verdict").get_attribute("class") == "notice"
    page.add_init_script(
        "crypto.subtle.importKey = async () => { throw new DOMException('', 'NotSupportedError'); }"
    )
    choose(page, hall, receipt)
    expect(page.locator("#verdict")).to_contain_text("不会核对 Ed25519 签名")
    assert page.locator("#verdict").get_attribute("class") == "notice"
    assert set(sent) == {"GET"}
