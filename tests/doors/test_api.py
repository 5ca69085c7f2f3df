"""The API does the same acts with the same law, and says why not with the article."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from people import at, submitted
from yichuang.doors.command.bench_count import statements
from yichuang.office import clock

pytestmark = pytest.mark.usefixtures("committed")


def signed(username: str) -> Client:
    from django.contrib.auth import get_user_model

    client = Client(enforce_csrf_checks=False)
    client.force_login(
        get_user_model().objects.get(username=username), "allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def post(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"/api{path}", json.dumps(body, ensure_ascii=False), content_type="application/json")


def test_the_description_is_openapi_3_1_and_types_every_act() -> None:
    plain = Client().get("/api/openapi.json").json()
    assert plain["openapi"].startswith("3.1")
    schema = plain["components"]["schemas"]["AskCorrectionBody"]["properties"]
    assert {"points", "until", "key", "seen"} <= set(schema)


def test_nobody_acts_without_signing_in() -> None:
    assert post(Client(), "/cases/1/acts/accept").status_code == 401
    assert Client().get("/api/inbox").status_code == 401


def test_a_clerk_accepts_and_a_second_time_is_refused_with_the_article() -> None:
    number = submitted()
    clerk = signed("clerk")
    with clock.at(at("2026-03-03T09:00")):
        done = post(clerk, f"/cases/{number}/acts/accept", key="api-1")
        assert (done.status_code, done.json()["state"]) == (200, "under_review")
        assert post(clerk, f"/cases/{number}/acts/accept", key="api-1").json()["again"] is True
        no = post(clerk, f"/cases/{number}/acts/accept")
    assert no.status_code == 422
    assert "第三十二条" in no.json()["article"]


def test_a_stale_version_is_a_conflict() -> None:
    number = submitted()
    with clock.at(at("2026-03-03T09:00")):
        assert post(signed("clerk"), f"/cases/{number}/acts/accept", seen=1).status_code == 409


def test_bad_input_names_the_field_and_writes_nothing() -> None:
    number = submitted()
    with clock.at(at("2026-03-03T09:00")):
        no = post(
            signed("clerk"), f"/cases/{number}/acts/refuse_acceptance", reason="nonsense", explanation="x"
        )
        assert (no.status_code, no.json()["field"]) == (422, "reason")
        long = post(
            signed("clerk"), f"/cases/{number}/acts/pre_review", passed=False, remarks="长" * 1_000_000
        )
        assert (long.status_code, long.json()["field"]) == (422, "remarks")
        assert (
            post(signed("clerk"), f"/cases/{number}/acts/pre_review", remarks="长" * 2_000_000).status_code
            == 413
        )
        state = signed("clerk").get(f"/api/cases/{number}").json()["state"]
    assert state == "received"


def test_out_of_scope_is_not_found() -> None:
    number = submitted()
    assert signed("admin").get(f"/api/cases/{number}").status_code == 404
    assert signed("company").get(f"/api/cases/{number}").status_code == 404


def test_search_understands_people() -> None:
    for query in ("开饭馆", "kfg", "shipinjingying", "食品经营", "烟"):
        assert Client().get("/api/matters", {"q": query}).json(), query


def test_an_act_is_five_statements_sign_in_and_scope_included() -> None:
    """Session, account, who it is, the case, the move; once in two seconds the versions of what is remembered."""
    numbers, clerk, spent = [submitted() for _ in range(4)], signed("clerk"), []
    with clock.at(at("2026-03-03T09:00")):
        for number in numbers:
            with statements() as asked:
                assert post(clerk, f"/cases/{number}/acts/accept").status_code == 200
            spent.append(len(asked))
    assert min(spent) == 5


def test_the_api_says_who_is_signed_in() -> None:
    me = signed("clerk").get("/api/me").json()
    assert (me["role"], me["name"]) == ("officer", "格桑梅朵")
    assert Client().get("/api/me").status_code == 401
