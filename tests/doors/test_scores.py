"""Scores: a stranger comes to the same numbers from the published files alone; cards count as finally held; pages say why."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec
import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from people import at, officer
from yichuang.doors.command import sample
from yichuang.law.mandates import TIMER
from yichuang.law.supervision import STANDARD, USUAL, Period
from yichuang.law.supervision.period import parse
from yichuang.law.supervision.scoring import plain
from yichuang.office import clock
from yichuang.office.directory.models import Body
from yichuang.office.scoring import acts, methods, published, reads
from yichuang.office.scoring.acts import keeping
from yichuang.office.scoring.models import Carded, Ended, Rating
from yichuang.office.supervision import acts as supervision

pytestmark = pytest.mark.django_db
RULES = ("E01", "E05", "E07", "E13", "", "X")


def hall(dice: Random, first: date, days: int, cases: int, where: str = "51") -> None:
    """Rows as they come out of facts, of every sort."""
    bodies = list(
        Body.objects.filter(region__startswith=where).values_list("code", "region")[: dice.randint(2, 9)]
    )
    for n in range(cases):
        code, region = dice.choice(bodies)
        decided = first + timedelta(days=dice.randrange(days))
        received = decided - timedelta(days=dice.choice((0, 1, 9)))
        asked = dice.random() < 0.9
        due = decided + timedelta(days=dice.randint(-2, 4)) if asked else None
        hands = {
            "accepted_by": dice.choice(("", "0101", "0102")),
            "decided_by": dice.choice(("", "0201", "0202")),
        }
        Ended.objects.create(
            case=f"c{n}", body=code, region=region, matter="m", handling=dice.choice(("immediate", "promised")), **hands,
            channel=dice.choice(("online", "window")), received=received, accepted=received if asked else None, decided=decided, due=due,
            statutory=due and due + timedelta(days=dice.randint(0, 3)), outcome="granted" if asked else "not_accepted",
            paused=dice.choice((0, 0, 7)), corrections=dice.choice((0, 0, 1)), silent=asked and dice.random() < 0.2,
        )  # fmt: skip
        if dice.random() < 0.4:
            Rating.objects.create(
                case=f"c{n}",
                body=code,
                region=region,
                **hands,
                stars=dice.randint(1, 5),
                rated=decided + timedelta(days=dice.randint(0, 40)),
            )
        if dice.random() < 0.2:
            held = dice.choice(("yellow", "red", ""))
            final = decided + timedelta(days=dice.randint(1, 90)) if held and dice.random() < 0.8 else None
            Carded.objects.create(card=f"k{n}", case=f"c{n}", body=code, region=region, officer=dice.choice(("", "0201")), rule=dice.choice(RULES),
                                  rule_name="x", raised=decided, held=held, held_on=decided if held else None, final_on=final)  # fmt: skip


def taken_home(folder: Path, period: Period, known: date) -> list[list[str]]:
    """The files of a period as anybody downloads them; the published table."""
    folder.mkdir()
    for name, ending in (*((name, "csv") for name in published.FILES), ("method", "json")):
        answer = Client().get(f"/open/scores/{period.code}/{known}/{name}.{ending}")
        assert answer.status_code == 200, name
        (folder / f"{name}.{ending}").write_bytes(answer.content)
    (folder / "recompute.py").write_bytes(Client().get("/open/scores/recompute.py").content)
    return list(csv.reader(io.StringIO((folder / "scores.csv").read_text(encoding="utf-8-sig"))))[1:]


def recomputed(folder: Path, *more: str) -> list[list[str]]:
    """What the script says, run alone: no site, no packages."""
    command = [sys.executable, "-I", str(folder / "recompute.py"), str(folder), *more]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env={"PYTHONUTF8": "1"}, check=True
    )
    return list(csv.reader(io.StringIO(done.stdout)))


@pytest.mark.parametrize("seed", range(8))
def test_a_stranger_comes_to_the_same_numbers(seed: int, tmp_path: Path) -> None:
    dice = Random(seed)
    if seed % 2:
        method = plain(USUAL) | {
            "sample": 3,
            "bonus": [{"of": "early", "points": "1.5", "least": "10", "each": "10"}],
        }
        content = {**msgspec.to_builtins(STANDARD), "scoring": method}
        region = Body.objects.values_list("region", flat=True)[0]
        supervision.adopt(content, region, by=TIMER, at=at("2025-12-01T10:00"), reason="试")
    hall(dice, date(2026, 1, 1), 100, dice.randint(5, 250))
    for n, (code, known) in enumerate(
        (("2026q1", "2026-04-15"), ("2026-02", "2026-03-15"), ("2026-03", "2026-03-20"))
    ):
        folder, period = tmp_path / str(n), parse(code)
        shown = taken_home(folder, period, date.fromisoformat(known))
        assert shown
        assert recomputed(folder) == shown
        assert recomputed(folder, "--check") == [["相同"]]
        for by in ("region", "accepted_by", "decided_by"):
            wanted = {}
            bodies = (
                [""]
                if by == "region"
                else sorted({key for key, _ in reads.tallies(period.first, period.last)})
            )
            for body in bodies:
                for line in published.lines(
                    reads.tables(period, period.last, by=by, body=body, known=date.fromisoformat(known)), {}
                ):
                    wanted[f"{body} {line[0]}".strip()] = line[4]
            assert {row[0]: row[4] for row in recomputed(folder, "--by", by)} == wanted


def test_one_changed_byte_is_seen(tmp_path: Path) -> None:
    hall(Random(1), date(2026, 1, 1), 31, 60)
    folder = tmp_path / "x"
    taken_home(folder, Period(2026, 1), date(2026, 2, 15))
    text = (folder / "scores.csv").read_text(encoding="utf-8-sig")
    (folder / "scores.csv").write_text(text.replace("5", "6", 1), encoding="utf-8-sig")
    with pytest.raises(subprocess.CalledProcessError):
        recomputed(folder, "--check")


def test_what_was_known_on_a_past_day_does_not_change_when_an_appeal_is_decided_later() -> None:
    body, region = Body.objects.values_list("code", "region")[0]
    may, then, later = Period(2026, 5), date(2026, 6, 15), date(2026, 7, 20)
    card = Carded.objects.create(
        card="k",
        body=body,
        region=region,
        rule="E05",
        rule_name="x",
        raised=date(2026, 5, 20),
        held="red",
        held_on=date(2026, 5, 25),
    )
    before = published.scores(may, then), published.cards(may, then)
    card.final_on = date(2026, 7, 6)
    card.save()
    assert (published.scores(may, then), published.cards(may, then)) == before
    assert [row[4] for row in published.scores(may, later)] == ["95.00"]


def test_rows_kept_fact_by_fact_are_those_of_the_whole_trail() -> None:
    sample.fill(60, seed=5, until=clock.now(), issue=False)
    kinds = [kind.__name__ for kind in (*keeping.ENDS, *keeping.CARDS, keeping.f.CaseRated)]
    rebuilt = [list(model.objects.order_by("pk").values()) for model in (Ended, Rating, Carded)]
    assert rebuilt[0]
    for model in (Ended, Rating, Carded):
        model.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute('SELECT "case", seq FROM trail_fact WHERE type = ANY(%s) ORDER BY id', [kinds])
        facts = cursor.fetchall()
    for number, seq in facts:
        acts.keep(next(x for x in keeping.trail.entries(number) if x.seq == seq))
    assert [list(model.objects.order_by("pk").values()) for model in (Ended, Rating, Carded)] == rebuilt


def test_nobody_who_applied_is_in_the_files() -> None:
    sample.fill(40, seed=7, until=clock.now(), issue=False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, applicant, applicant_name, query_code FROM cases_case")
        secret = {text for row in cursor.fetchall() for text in row if len(text) > 1}
    today = clock.today()
    for period in published.periods(today):
        for make in published.FILES.values():
            cells = {cell for row in make(period, today) for cell in row}
            assert not cells & secret


def test_the_yardstick_is_not_changed_while_measuring() -> None:
    content = {**msgspec.to_builtins(STANDARD), "scoring": plain(USUAL) | {"name": "本市办法"}}
    supervision.adopt(content, "513200000000", by=TIMER, at=at("2026-05-10T10:00"), reason="试")
    assert methods.on(date(2026, 5, 1)).of("513201000000").label == "standard"
    assert methods.on(date(2026, 6, 1)).of("513201000000").scoring.name == "本市办法"
    assert methods.on(date(2026, 6, 1)).of("510100000000").label == "standard"


@pytest.mark.parametrize(
    "address",
    ["2026-13/2026-02-01/cases.csv", "2026-01/2026-02-30/cases.csv", "2026-01/2025-12-31/cases.csv", "2026-01/2990-01-01/cases.csv",
     "2026-01/2026-02-01/people.csv", "2026-01/2026-02-01/cases.xlsx", "2026-01/2026-02-01/method.csv"],
)  # fmt: skip
def test_other_files_do_not_exist(address: str) -> None:
    assert Client().get(f"/open/scores/{address}").status_code == 404


# -- pages --------------------------------------------------------------------------------------------------------------


def signed_in(username: str) -> Client:
    client = Client()
    user = get_user_model().objects.get(username=username)
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_pages_say_who_stands_where_and_why_down_to_the_cases() -> None:
    hall(Random(4), date(2026, 5, 1), 31, 120, "513201")
    desk = signed_in("supervisor")
    table = reads.tables(
        Period(2026, 5), clock.today(), only=set(reads.reached(officer("supervisor", clock.today())))
    )[0]
    first, last = table.lines[0], table.lines[-1]
    page = desk.get("/desk/scores/?period=2026-05").content.decode()
    assert published.points(first.score.total) in page
    one = desk.get(f"/desk/scores/{last.key}/?period=2026-05").content.decode()
    assert published.points(last.score.total) in one
    for line in last.score.losses:
        if line.level is None:
            cases = desk.get(f"/desk/scores/{last.key}/{line.key}/?period=2026-05").content.decode()
            behind = reads.behind(line.key, last.key, Period(2026, 5), clock.today())
            assert len(behind) == line.under - line.over
            assert all(f">{row[0]}</a>" in cases for row in behind)
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/desk/scores/?period=2026-05&form=xlsx").content))
    assert book.active.cell(2, 5).value == first.score.total / 100
    public = Client().get("/supervision/scores/?period=2026-05").content.decode()
    assert "recompute.py" in public
    assert published.points(first.score.total) in public
    assert "0201" not in public


def test_empty_halls_and_wrong_addresses_say_so() -> None:
    assert "还没有办结的办件" in Client().get("/supervision/scores/").content.decode()
    assert Client().get("/supervision/scores/?period=may").status_code == 404
    desk = signed_in("supervisor")
    assert "这个期间没有办结的办件" in desk.get("/desk/scores/").content.decode()
    assert desk.get("/desk/scores/nowhere/").status_code == 404
    assert desk.get("/desk/scores/?period=2026").status_code == 404
    assert signed_in("reviewer").get("/desk/scores/").status_code == 403


def test_the_method_file_explains_itself() -> None:
    said = json.loads(published.method(Period(2026, 5), date(2026, 6, 15)))
    assert said["methods"]["standard"]["name"] == USUAL.name
    assert set(said["columns"]) == set(published.FILES)
    assert "四舍五入" in said["rounding"]
