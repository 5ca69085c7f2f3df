"""What the desk serves of a material, and to whom."""

from __future__ import annotations

import pytest
from django.test import Client

from handed import handed_in
from yichuang.law.mandates import Post
from yichuang.office import clock
from yichuang.office.directory import demo
from yichuang.office.directory.acts import sample
from yichuang.office.directory.acts.bodies import add_body
from yichuang.office.directory.acts.officers import appoint_officer, give_post
from yichuang.office.directory.models import Body
from yichuang.office.files.models import Upload

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def number(committed: None) -> str:
    return handed_in()


def signed_in(username: str) -> Client:
    """A browser of this account."""
    from django.contrib.auth import get_user_model

    one = Client()
    one.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return one


def chief_elsewhere() -> None:
    """The first representative of a body of the same name in another county."""
    here = Body.objects.get(code="513201129")
    known = {f.name: getattr(here, f.name) for f in Body._meta.fields} | {
        "code": "513221129", "region": "513221000000", "uscc": "", "name": "汶川县市场监督管理局",
    }  # fmt: skip
    now = clock.now()
    body = add_body(known, by=sample.LOADER, at=now, sample=True)
    account = demo.Account(
        username="elsewhere", label="", hint="", name="何志强", posts=(Post.CHIEF,), body="129"
    )
    user = sample.account_user(account, "!")
    officer = appoint_officer(user, body=body, number="22901", name="何志强", by=sample.LOADER, at=now)
    give_post(officer, Post.CHIEF, since=now.date(), by=sample.LOADER, at=now)


def test_an_officer_of_another_region_sees_nothing_of_it(number: str) -> None:
    chief_elsewhere()
    insider, outsider = signed_in("reviewer"), signed_in("elsewhere")
    digest = Upload.objects.filter(case=number).first().digest  # type: ignore[union-attr]
    case = f"/desk/case/{number}"
    for address in (f"{case}/material/M01/", f"{case}/page/{digest}/0/", f"{case}/file/{digest}/"):
        assert insider.get(address).status_code == 200
        refused = outsider.get(address)
        assert refused.status_code == 404 and refused["Content-Type"].startswith("text/html")
        assert signed_in("person").get(address).status_code == 403
        assert Client().get(address).status_code == 302


def test_what_is_served_is_a_picture_and_nothing_that_runs(number: str) -> None:
    reviewer = signed_in("reviewer")
    for upload in Upload.objects.filter(case=number):
        answer = reviewer.get(f"/desk/case/{number}/page/{upload.digest}/0/")
        if answer.status_code == 200:
            assert answer["Content-Type"] == "image/jpeg" and answer.content[:3] == b"\xff\xd8\xff"
            assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]
            assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    shown = reviewer.get(f"/desk/case/{number}/material/M01/")
    assert "unsafe" not in shown["Content-Security-Policy"] and "style=" not in shown.content.decode()
    for address in ("page/" + "0" * 64 + "/0/", "page/x/0/", "material/M99/", "material/M01.9/"):
        assert reviewer.get(f"/desk/case/{number}/{address}").status_code == 404
