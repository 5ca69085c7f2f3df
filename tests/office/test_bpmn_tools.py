"""Our BPMN files in the tools of others: the linter finds nothing, the viewer opens them without a word."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import flows
from browser import chromium
from yichuang.office.catalogue import bpmn
from yichuang.office.catalogue.models import Edition

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "node_modules"
MANY = 20
OPEN = """async xml => {
  const viewer = new BpmnJS({ container: "#sheet" });
  const found = await viewer.importXML(xml);
  const shown = viewer.get("elementRegistry").filter(() => true).length;
  viewer.destroy();
  return { warnings: found.warnings.map(one => one.message), shown };
}"""


def tools() -> Path:
    """Where the tools are. Without them nothing is proved, so that is a failure and not a skip."""
    assert shutil.which("node"), "检查流程图需要 Node.js：没有找到 node"
    assert (MODULES / "bpmnlint").is_dir(), "没有安装检查流程图的软件包，请先 make node_modules/.installed"
    return MODULES


def shape(content: dict[str, Any]) -> str:
    """What sets the flow of one matter off from that of another."""
    told = [{key: value for key, value in step.items() if key != "name"} for step in content["steps"]]
    plain = [{**step, "days": 0, "matter": bool(step.get("matter"))} for step in told]
    return json.dumps([content["kind"], plain], sort_keys=True)


@pytest.fixture
def drawings(db: None) -> dict[str, str]:
    """Every shape by hand, some by chance, every kind and shape of the sample, and so many more of it."""
    found = {name: bpmn.write(flows.content(steps)) for name, steps in flows.SHAPES.items()}
    editions = list(Edition.objects.order_by("matter"))
    shapes = {shape(edition.content): edition for edition in editions}
    chosen = [*shapes.values(), *random.Random(2026).sample(editions, MANY)]
    return found | {edition.matter_id: bpmn.write(edition.content) for edition in chosen}


def test_the_linter_finds_nothing(drawings: dict[str, str], tmp_path: Path) -> None:
    files = []
    for n, text in enumerate(drawings.values()):
        files.append(tmp_path / f"{n}.bpmn")
        files[-1].write_text(text, encoding="utf-8")
    assert len(files) >= MANY
    rules = tmp_path / "rules.json"
    rules.write_text('{"extends": "bpmnlint:recommended"}')
    words = ["node", str(tools() / "bpmnlint/bin/bpmnlint.js"), "--config", str(rules), *map(str, files)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stdout.strip(), done.stdout + done.stderr


def test_the_linter_sees_what_is_wrong(tmp_path: Path) -> None:
    text = bpmn.write(flows.content(flows.SHAPES["side by side"])).replace("endEvent", "task")
    (tmp_path / "wrong.bpmn").write_text(text, encoding="utf-8")
    rules = tmp_path / "rules.json"
    rules.write_text('{"extends": "bpmnlint:recommended"}')
    words = ["node", str(tools() / "bpmnlint/bin/bpmnlint.js"), "--config", str(rules), "wrong.bpmn"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode and "end-event-required" in done.stdout


@pytest.fixture
def viewer(drawings: dict[str, str]) -> Iterator[Page]:
    """A page with the viewer in it; the database is read before, for it does not like the browser's loop."""
    with chromium() as browser:
        page = browser.new_page()
        page.set_content('<div id="sheet" style="height: 800px"></div>')
        page.add_script_tag(path=tools() / "bpmn-js/dist/bpmn-viewer.production.min.js")
        yield page


@pytest.mark.browser
def test_the_viewer_opens_every_one_without_warnings(drawings: dict[str, str], viewer: Page) -> None:
    for name, text in drawings.items():
        found = viewer.evaluate(OPEN, text)
        assert not found["warnings"], (name, found)
        assert found["shown"] > text.count("<bpmn:sequenceFlow ") + text.count("<bpmn:userTask "), name
