"""A letter to the hotline: registered with its scan, answered by a letter that names nobody who wished not to be named."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from PIL import Image

from yichuang.law.papers import Paragraph
from yichuang.office import clock
from yichuang.office.cases import reads
from yichuang.office.files import reads as files
from yichuang.office.papers import reads as papers
from yichuang.office.papers.models import Paper
from yichuang.site import followers

pytestmark = pytest.mark.usefixtures("committed")
LETTER = {
    "about": "suggestion", "title": "公园多几张椅子", "words": "信的全文见扫描件", "place": "团结街", "line": "letter",
    "caller": "周桂英",
}  # fmt: skip


def operator() -> Client:
    client = Client()
    user = get_user_model().objects.get(username="operator")
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def scan(media: str = "PNG") -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (210, 297), "#fff").save(out, media)
    out.seek(0)
    out.name = "来信.png"
    return out


def answered(client: Client, **changes: str) -> tuple[str, list[Paper]]:
    sent = client.post("/desk/hotline/new/", LETTER | changes | {"photos": [scan()]})
    assert sent.status_code == 302, sent.content.decode()
    number = sent["Location"].split("/")[3]
    said = client.post(f"/desk/case/{number}/act/answer_directly/", {"words": "已经列入今年的计划"})
    assert said.status_code == 302, said.content.decode()
    followers.settle()
    return number, [one for issued in papers.of_case(number).values() for one in issued]


def words(paper: Paper) -> str:
    document = papers.document(paper)
    return document.to + "".join(x.text for x in document.blocks if isinstance(x, Paragraph))


def test_a_letter_keeps_its_scan_and_is_answered_by_a_letter() -> None:
    client = operator()
    number, (paper,) = answered(client)
    assert [one.name for one in files.of_case(number)] == ["来信.jpg"]
    assert paper.code == "T01" and paper.number.endswith(f"热答〔{clock.now().year}〕1号")
    assert all(one in words(paper) for one in ("周桂英", "公园多几张椅子", "已经列入今年的计划", number))
    page = client.get(f"/desk/case/{number}/").content.decode()
    assert paper.number in page or paper.title in page
    sent = client.get(f"/desk/case/{number}/paper/{paper.verify}/")
    assert sent.status_code == 200 and sent.content.startswith(b"%PDF")
    if folder := os.environ.get("SHOTS"):
        (Path(folder) / "letter.pdf").write_bytes(sent.content)


def test_the_writer_reads_it_by_number_and_code_and_nobody_else_does() -> None:
    number, (paper,) = answered(operator())
    address, citizen = f"/hotline/follow/{number}/paper/{paper.verify}/", Client()
    assert citizen.get(address).status_code == 302
    citizen.post("/hotline/follow/", {"number": number, "code": reads.client(number).query_code})
    assert address in citizen.get(f"/hotline/follow/{number}/").content.decode()
    assert citizen.get(address).content.startswith(b"%PDF")


def test_a_confidential_letter_names_nobody_and_a_nameless_one_goes_nowhere() -> None:
    _, (paper,) = answered(operator(), confidential="on")
    assert "周桂英" not in words(paper) and "保密" not in words(paper) and "诉求人" in words(paper)
    assert not answered(operator(), anonymous="on")[1]
    assert not answered(operator(), line="phone")[1]


def test_a_scan_that_is_none_is_named_and_the_good_one_stays() -> None:
    text = io.BytesIO(b"hello")
    text.name = "a.txt"
    page = operator().post("/desk/hotline/new/", LETTER | {"photos": [scan(), text]})
    shown = page.content.decode()
    assert page.status_code == 422 and "不是照片" in shown and 'name="kept"' in shown and "信的全文" in shown
