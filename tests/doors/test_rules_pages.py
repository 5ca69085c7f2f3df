"""Rules of supervision on their pages: read, edited as a draft, tried on the past, adopted; in public; as a command."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import yaml
from django.contrib.auth import get_user_model
from django.test import Client

from people import at, officer, submitted
from yichuang.doors.command import main
from yichuang.law import supervision
from yichuang.law.cases import commands as c
from yichuang.law.words import Level
from yichuang.office import clock
from yichuang.office.cases import acts, reads
from yichuang.office.directory import demo
from yichuang.office.supervision import acts as watch
from yichuang.office.supervision import rules as ruling
from yichuang.site import followers

REGION = demo.REGION
E01 = {"on": "1", "code": "E01", "name": "承诺期限", "basis": "本市办法第三条", "handling": ""}


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


@pytest.fixture
def watcher(committed: None) -> Iterator[Client]:
    """A supervisor; whatever he adopts is put back."""
    was = ruling.in_force(REGION)
    yield signed_in("supervisor")
    if ruling.in_force(REGION).label != was.label:
        by = officer("supervisor", clock.today())
        watch.adopt(ruling.plain(was.rules), REGION, by=by, at=clock.now(), reason="恢复")


def late() -> str:
    """A permit whose promised limit has passed."""
    number = submitted("2026-03-02T09:10")
    acts.act(number, c.Accept(), by=officer("clerk"), at=at("2026-03-02T11:00"))
    followers.settle()
    return number


def test_the_rules_in_force_are_read_in_words_by_supervisors_alone(watcher: Client) -> None:
    said = watcher.get("/desk/rules/").content.decode()
    assert "已用 90%或者只剩 1 个工作日" in said and "逾期不告知视为受理" in said
    assert signed_in("clerk").get("/desk/rules/").status_code == 403
    assert signed_in("clerk").post("/desk/rules/adopt/", {"reason": "x"}).status_code == 403
    found = yaml.safe_load(watcher.get("/desk/rules.yaml").content)
    assert supervision.read(found) == ruling.in_force(REGION).rules


def test_a_draft_changes_nothing_until_it_is_adopted_with_a_reason(watcher: Client) -> None:
    was = ruling.in_force(REGION).label
    asked = {**E01, "all-yellow-used": "50", "all-red-over": "0", "m0-matter": "", "kinds": ["permit"]}
    assert watcher.post("/desk/rules/edit/E01/", asked).status_code == 302
    shown = watcher.get("/desk/rules/edit/").content.decode()
    assert "已用 50%" in shown and "建议先试运行再启用" in shown
    assert ruling.in_force(REGION).label == was
    assert "已用 50%" not in signed_in("supervisor").get("/desk/rules/edit/").content.decode()
    refused = watcher.post("/desk/rules/adopt/", {"reason": " "})
    assert refused.status_code == 422 and "没有写启用的理由" in refused.content.decode()
    watcher.post("/desk/rules/adopt/", {"reason": "从严"})
    rule = ruling.in_force(REGION).rules.rule("E01")
    assert rule is not None and rule.levels[Level.YELLOW].given == {"used": 0.5} and rule.kinds == ("permit",)
    page = watcher.get("/desk/rules/").content.decode()
    assert "从严" in page and "罗尔吾" in page
    public = Client().get("/supervision/rules/").content.decode()
    assert "从严" in public and "已用 50%" in public
    told = Client().get("/supervision/rules.json").json()
    assert told["regions"][REGION][0]["rules"]["rules"][0]["basis"] == "本市办法第三条"
    assert told["regions"][REGION][0]["digest"] == ruling.editions(REGION)[0].digest


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"all-yellow-used": "九成"}, "“九成”应当是"),
        ({"all-yellow-used": "9000"}, "应在 0.05 到 5 之间"),
        ({"all-yellow-used": "", "all-red-over": ""}, "没有一个等级有阈值"),
        ({"all-red-over": "", "all-red-used": "40"}, "永远轮不到黄牌"),
        ({"basis": ""}, "没有写依据"),
        ({"code": "E02"}, "编号“E02”已经有了"),
        ({"m0-matter": "no-such", "m0-yellow-left": "2"}, "没有编码为“no-such”的事项"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_beside_its_field(
    watcher: Client, changed: dict[str, str], says: str
) -> None:
    answer = watcher.post(
        "/desk/rules/edit/E01/", {**E01, "all-yellow-used": "50", "all-red-over": "0", **changed}
    )
    assert answer.status_code == 422
    assert answer.content.decode().count(says) >= 2  # at the head, and beside its field
    assert "启用以前" in watcher.get("/desk/rules/edit/").content.decode()


def test_a_rule_is_added_switched_off_and_a_matter_has_its_own(watcher: Client) -> None:
    new = {
        "on": "1",
        "code": "X1",
        "name": "延期",
        "basis": "本市",
        "point": "extensions",
        "all-tip-count": "1",
    }
    assert watcher.post("/desk/rules/new/", new).status_code == 302
    matter = reads.folded(late()).matter
    off = {
        "code": "E02",
        "name": "法定期限",
        "basis": "法",
        "all-red-over": "0",
        "m0-matter": matter,
        "m0-yellow-left": "5",
    }
    watcher.post("/desk/rules/edit/E02/", off)
    shown = supervision.read(yaml.safe_load(watcher.get("/desk/rules.yaml?draft=1").content))
    added, changed = shown.rule("X1"), shown.rule("E02")
    assert added is not None and added.levels[Level.TIP].given == {"count": 1}
    assert (
        changed is not None and not changed.on and changed.matters[matter][Level.YELLOW].given == {"left": 5}
    )
    watcher.post("/desk/rules/edit/X1/", {"drop": "1"})
    assert "X1" not in watcher.get("/desk/rules.yaml?draft=1").content.decode()
    watcher.post("/desk/rules/adopt/", {"drop": "1"})
    assert "还没有草稿" in watcher.get("/desk/rules/edit/").content.decode()


def test_a_file_and_a_city_replace_the_draft_and_a_wrong_file_is_refused(watcher: Client) -> None:
    bad = io.BytesIO("name: 试\nbasis: 试\nrules: []\ncolour: red\n".encode())
    bad.name = "bad.yaml"
    answer = watcher.post("/desk/rules/edit/", {"file": bad})
    assert answer.status_code == 422 and "colour" in answer.content.decode()
    assert watcher.post("/desk/rules/edit/", {"city": "榆林"}).status_code == 302
    assert "承诺期限百分之九十" in watcher.get("/desk/rules/edit/").content.decode()
    head = {
        "name": "新名",
        "basis": "新依据",
        **{f"days-{turn}": "4" for turn in supervision.TURNS},
    }
    assert watcher.post("/desk/rules/edit/", {**head, "days-appeal": "400"}).status_code == 422
    watcher.post("/desk/rules/edit/", head)
    shown = supervision.read(yaml.safe_load(watcher.get("/desk/rules.yaml?draft=1").content))
    assert (shown.name, shown.turns["appeal"]) == ("新名", 4)


def test_a_trial_counts_what_would_change_and_leads_to_the_cases(watcher: Client) -> None:
    number = late()
    watcher.post("/desk/rules/edit/", {"city": "榆林"})
    address = "/desk/rules/trial/?go=1&since=2026-03-01&until=2026-03-31"
    page = watcher.get(address).content.decode()
    assert number in page and "Y1" in page and "会不一样的牌" in page
    assert "已经试运行过" in watcher.get("/desk/rules/edit/").content.decode()
    assert "Y1" in watcher.get(f"{address}&rule=Y1&all=1").content.decode()
    book = openpyxl.load_workbook(io.BytesIO(watcher.get(f"{address}&form=xlsx").content))
    assert book.sheetnames == ["按规则", "按机关", "办件"]
    assert any(row[0].value == "Y1" for row in book["按规则"])
    assert watcher.get("/desk/rules/trial/?go=1&since=2026-04-01&until=2026-03-01").status_code == 422
    assert "不是日期" in watcher.get("/desk/rules/trial/?go=1&since=x").content.decode()


@pytest.mark.usefixtures("committed")
def test_the_command_checks_tries_shows_and_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    late()
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(yaml.safe_dump(ruling.plain(supervision.STANDARD), allow_unicode=True), encoding="utf-8")
    bad.write_text(
        "name: 试\nbasis: 试\nrules:\n- {code: X, name: 试, point: silence, basis: 法, levels: {red: {count: 2}}}\n",
        encoding="utf-8",
    )
    assert main(["rules", "check", str(good)]) == 0
    assert "E01" in capsys.readouterr().out
    assert main(["rules", "check", "榆林"]) == 0
    assert main(["rules", "check", str(bad)]) == 2
    assert "永远不会达到" in capsys.readouterr().err
    assert main(["rules", "check", str(tmp_path / "none.yaml")]) == 2
    asked = ["--region", REGION, "--since", "2026-03-01", "--until", "2026-03-31"]
    capsys.readouterr()
    assert main(["rules", "trial", "榆林", *asked]) == 0
    assert "Y1 承诺期限\t红牌" in capsys.readouterr().out
    assert main(["rules", "show", "--region", REGION]) == 0
    assert supervision.read(yaml.safe_load(capsys.readouterr().out)) == ruling.in_force(REGION).rules
    assert main(["rules", "show", "--region", "999999000000"]) == 2
