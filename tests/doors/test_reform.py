"""The reform register and the commitments: live where there are data, by hand with a document where there are none."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from people import submitted
from yichuang.law.words import InPlace
from yichuang.office.cases import hall
from yichuang.office.catalogue.models import Edition
from yichuang.office.directory.models import DirectoryChange, Evidence, LetterOfAuthority

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
BODY = "513201129"


def signed_in(username: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def of(code: str) -> hall.Standing:
    return next(one for one in hall.register(DAY) if one.body.code == code)


def test_without_a_letter_in_force_authority_is_not_in_place_whatever_was_written() -> None:
    assert {line[0]: line[1] for line in of(BODY).lines}[InPlace.AUTHORITY]
    LetterOfAuthority.objects.filter(body=BODY).update(revoked_on=date(2026, 5, 1), revoked_why="换人")
    assert not {line[0]: line[1] for line in of(BODY).lines}[InPlace.AUTHORITY]


def test_the_register_asks_as_much_for_one_body_as_for_many(django_assert_max_num_queries: object) -> None:
    hall.register(DAY)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(hall.register(DAY)) >= 20


def test_volume_counts_what_was_decided_on_matters_in_the_hall() -> None:
    from people import at, officer
    from yichuang.law.cases import commands as c
    from yichuang.office.cases import acts

    before = of(BODY)
    number = submitted("2026-05-04T10:00")
    acts.act(number, c.Accept(), by=officer("clerk"), at=at("2026-05-05T09:00"))
    reviewer, chief = officer("reviewer"), officer("chief")
    acts.act(number, c.CompleteStep(step="review", opinion="符合"), by=reviewer, at=at("2026-05-05T10:00"))
    site = c.CompleteStep(step="site", opinion="符合", officers=("甲", "乙"))
    acts.act(number, site, by=reviewer, at=at("2026-05-05T11:00"))
    acts.act(number, c.Grant(content="准予"), by=chief, at=at("2026-05-06T09:00"))
    after = of(BODY)
    assert (after.decided, after.in_hall) == (before.decided + 1, before.in_hall + 1)


def test_public_pages(client: Client) -> None:
    text = client.get("/bodies/").content.decode()
    assert "两集中、六到位" in text and "马尔康市市场监督管理局" in text
    exempt = [e.content["name"] for e in Edition.objects.filter(facets__contains=["hall:exempt"])]
    assert exempt and all(name in text for name in exempt)
    page = client.get(f"/bodies/{BODY}/").content.decode()
    assert "公开承诺" in page and "食品经营许可" in page and "授〔2026〕" in page and "0837-2991129" in page
    assert client.get("/bodies/nobody/").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"item": "nothing"}, "哪一项"),
        ({"text": ""}, "怎样到位"),
        ({"owner": " "}, "责任人"),
        ({"document": ""}, "依据的文件"),
        ({"since": "昨天"}, "日期填写不对"),
        ({"since": "2099-01-01"}, "还没有到"),
    ],
)
def test_an_entry_by_hand_needs_its_proof(change: dict[str, str], said: str) -> None:
    head = signed_in("head")
    words = {
        "item": "office",
        "met": "1",
        "text": "已设股室",
        "document": "马编发〔2026〕1号",
        "since": "2026-01-05",
        "owner": "王建川",
    }
    refused = head.post(f"/desk/reform/{BODY}/", words | change)
    assert refused.status_code == 422 and said in refused.content.decode()
    assert head.post(f"/desk/reform/{BODY}/", words).status_code == 302
    kept = Evidence.objects.get(body=BODY, item="office")
    assert kept.document == "马编发〔2026〕1号"
    assert DirectoryChange.objects.filter(act="prove_in_place", key=str(kept.pk)).exists()


def test_nobody_writes_for_another_body() -> None:
    assert signed_in("head").get("/desk/reform/513201101/").status_code == 404
    assert signed_in("clerk").get("/desk/reform/").status_code == 403
