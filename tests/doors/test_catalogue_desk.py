"""The catalogue at the desk: the form says exactly what the guide says, findings are named, four eyes publish."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client

from yichuang.doors.workbench import editor
from yichuang.office.catalogue import exchange, flat, gate, reads, sheets
from yichuang.office.catalogue.models import Draft, Edition

pytestmark = pytest.mark.django_db
CODE = "food-business"


def signed_in(username: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def form(content: dict[str, Any]) -> QueryDict:
    """What a browser sends of this content: lists of words as lines of one box, the rest as it is."""
    post = QueryDict(mutable=True)
    for name, value in flat.write(gate.schema(), content):
        post.appendlist(name, value)
    return post


def test_the_form_of_every_matter_reads_back_what_it_shows() -> None:
    for edition in Edition.objects.all():
        typed = flat.read(gate.schema(), form(edition.content))
        kept = {key: edition.content[key] for key in ("edition", "sample_codes")}
        assert kept | typed == edition.content, edition.matter_id


def test_a_row_is_added_and_removed() -> None:
    content = Edition.objects.get(matter=CODE).content
    many = len(content["materials"])
    assert len(editor.changed(content, "+materials")["materials"]) == many + 1
    assert len(editor.changed(content, "-materials/0")["materials"]) == many
    assert len(editor.changed(content, "+questions/0/options")["questions"][0]["options"]) == 4


def body_of(content: dict[str, Any], **changes: str) -> dict[str, Any]:
    post = form(content)
    for name, value in changes.items():
        post[name] = value
    return {key: post.getlist(key) for key in post}


def test_from_the_form_to_the_public_through_four_eyes(client: Client) -> None:
    head, director = signed_in("head"), signed_in("director")
    page = head.get(f"/desk/matters/{CODE}/edit/")
    assert page.status_code == 200 and "开饭馆、小吃店" in page.content.decode()
    content = Edition.objects.get(matter=CODE).content
    today = reads.clock.today().isoformat()
    bad = head.post(
        f"/desk/matters/{CODE}/edit/", body_of(content, **{"materials/0/name": "其他材料", "todo": "check"})
    )
    assert "不允许的说法" in bad.content.decode() and not Draft.objects.exists()
    done = head.post(f"/desk/matters/{CODE}/edit/", body_of(content, plain="开饭馆先办它", effective=today))
    assert done.status_code == 302, re.findall(r"<h2>(.*?)</h2>", unescape(done.content.decode()))
    own = head.post(f"/desk/matters/{CODE}/act/review/", {"passed": "1"})
    assert own.status_code == 422 and "自己的草稿" in own.content.decode()
    seen = director.get(f"/desk/matters/{CODE}/").content.decode()
    assert "开饭馆先办它" in seen and "审核通过" in seen
    assert director.post(f"/desk/matters/{CODE}/act/review/", {"passed": "1"}).status_code == 302
    refused = head.post(f"/desk/matters/{CODE}/act/publish/", {"basis": ""})
    assert refused.status_code == 422 and "依据" in refused.content.decode()
    assert head.post(f"/desk/matters/{CODE}/act/publish/", {"basis": "马府发〔2026〕9号"}).status_code == 302
    reads.forget()
    assert "开饭馆先办它" in client.get(f"/matters/{CODE}/").content.decode()


def test_of_two_editors_the_second_keeps_what_he_typed() -> None:
    head, director = signed_in("head"), signed_in("director")
    content = Edition.objects.get(matter=CODE).content
    head.post(f"/desk/matters/{CODE}/edit/", body_of(content, plain="甲写的"))
    late = director.post(f"/desk/matters/{CODE}/edit/", body_of(content, plain="乙写的"))
    assert late.status_code == 422
    text = late.content.decode()
    assert "保存过这份草稿" in text and "乙写的" in text and Draft.objects.get().content["plain"] == "甲写的"


def test_an_ending_is_arranged_and_seen_by_everybody(client: Client) -> None:
    head = signed_in("head")
    today = reads.clock.today().isoformat()
    url = f"/desk/matters/{CODE}/act/end/"
    refused = head.post(url, {"ending": "to_filing", "on": today, "basis": "国发〔2026〕1号"})
    assert refused.status_code == 422 and "怎样监管" in refused.content.decode()
    words = {"ending": "to_filing", "on": today, "basis": "国发〔2026〕1号", "measures": "备案后抽查"}
    assert head.post(url, words).status_code == 302
    reads.forget()
    guide = client.get(f"/matters/{CODE}/").content.decode()
    assert "改为备案" in guide and "备案后抽查" in guide and "网上申请" not in guide


@pytest.mark.parametrize("who", ["clerk", "reviewer", "supervisor", "admin"])
def test_others_do_not_keep_the_catalogue(who: str) -> None:
    assert signed_in(who).get("/desk/matters/").status_code == 403


def upload(data: bytes, name: str = "matters.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_an_import_is_checked_then_kept_whole() -> None:
    director = signed_in("director")
    contents = [
        e.content | {"plain": "新的说法"} for e in Edition.objects.filter(matter__in=[CODE, "cinema"])
    ]
    seen = director.post("/desk/matters/import/", {"file": upload(sheets.workbook(contents))})
    text = seen.content.decode()
    assert "2 个事项会保存为草稿" in text and not Draft.objects.exists()
    token = re.findall(r'name="token" value="([^"]+)"', text)[0]
    assert director.post("/desk/matters/import/", {"token": token}).status_code == 302
    assert {draft.content["plain"] for draft in Draft.objects.all()} == {
        "新的说法"
    } and Draft.objects.count() == 2


def test_one_matter_of_another_body_keeps_the_whole_file_out() -> None:
    head = signed_in("head")
    contents = [e.content for e in Edition.objects.filter(matter__in=[CODE, "cinema"])]
    text = head.post(
        "/desk/matters/import/", {"file": upload(exchange.as_json(contents), "a.json")}
    ).content.decode()
    token = re.findall(r'name="token" value="([^"]+)"', text)[0]
    refused = head.post("/desk/matters/import/", {"token": token})
    assert refused.status_code == 422 and "没有维护这个事项的权限" in refused.content.decode()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[{", "不是合格的 JSON"),
        (b'[{"code": "x", "wrong": 1}]', "/0/："),
        (b"[1]", "不是一个事项"),
        (b"hello", "不是 Excel"),
        ("[]".encode("utf-16"), "不是 Excel"),
    ],
)
def test_a_bad_file_is_refused_whole(data: bytes, said: str) -> None:
    refused = signed_in("head").post("/desk/matters/import/", {"file": upload(data)})
    assert refused.status_code == 422 and said in unescape(refused.content.decode())
    assert not Draft.objects.exists()


def test_unknown_fields_of_a_json_are_named_with_their_way() -> None:
    content = Edition.objects.get(matter=CODE).content
    content["materials"][0]["colour"] = "red"
    found = exchange.read(exchange.as_json([content]))
    assert "/0/materials/0：申请材料 第1项：多出不认识的要素（colour）" in str(found.errors[0])


def test_what_is_exported_is_imported_again() -> None:
    head = signed_in("head")
    for form in ("xlsx", "json"):
        data = head.get(f"/desk/matters/export.{form}").content
        found = exchange.read(data)
        assert not found.errors and CODE in {content["code"] for content in found.contents}
    assert head.get("/desk/matters/template.xlsx").content[:2] == b"PK"
