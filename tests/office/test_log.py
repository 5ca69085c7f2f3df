"""The sealed log on real PostgreSQL: tiles, receipts, and an offline verifier that finds every change of what was sealed."""

from __future__ import annotations

import contextlib
import copy
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from people import at, officer, submitted
from yichuang.doors.command import main, verify
from yichuang.doors.command import trail as command
from yichuang.law import facts as f
from yichuang.law import trail as law
from yichuang.law.cases import commands as c
from yichuang.office import sealing
from yichuang.office.cases import acts as cases
from yichuang.office.trail import acts, log
from yichuang.office.trail.models import Cursor, Leaf, Root, Tile

pytestmark = pytest.mark.usefixtures("committed")
NOW = at("2026-03-02T23:59")
SCRIPT = Path(verify.__file__)


@pytest.fixture(autouse=True)
def _empty(committed: None) -> Any:
    """Each test begins with an empty log: the triggers are put aside for it, by the owner of the tables."""
    yield
    with connection.cursor() as cursor:
        for table in ("trail_countersignature", "trail_root", "trail_tile", "trail_leaf"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("TRUNCATE trail_countersignature, trail_root, trail_tile, trail_leaf")
        for table in ("trail_countersignature", "trail_root", "trail_tile", "trail_leaf"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    Cursor.objects.filter(follower="seal").delete()


def told(chain: str, count: int = 1) -> None:
    """Some facts on a chain that is no case."""
    known = log.receipt(chain)["facts"]
    head = bytes.fromhex(known[-1]["head"]) if known else law.GENESIS
    grown = acts.Chain(chain, head, len(known))
    for _ in range(count):
        grown.add(f.CaseWithdrawn(reason=f.Sealed(text="不办了")), by=f.SYSTEM, at=NOW, key=None)
    acts.append(grown)


def held_back() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM trail_fact WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
        )
        return bool(cursor.fetchone()[0])


def seal(day: int) -> Root:
    """Seal, once no transaction elsewhere holds facts back."""
    while held_back():
        pass
    return acts.seal_day(date(2026, 3, 2) + timedelta(days=day), NOW + timedelta(days=day))


def hashes() -> list[bytes]:
    return [law.Leaf(x.chain, x.seq, bytes(x.head)).hash() for x in Leaf.objects.order_by("n")]


def test_tiles_say_what_the_leaves_say_however_the_log_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "WIDTH", 4)
    dice, chains = Random(3), 0
    for day in range(12):
        for _ in range(dice.choice([0, 1, 3, 5, 16, 23])):
            told(f"test/tile{chains}")
            chains += 1
        row = seal(day)
        plain = law.plain_span(hashes())
        assert row.size == Leaf.objects.count() and bytes(row.root) == law.root(plain, row.size)
        kept = log.span(row.size)
        for _ in range(60 if row.size else 0):
            index = dice.randrange(row.size)
            assert law.inclusion(kept, index, row.size) == law.inclusion(plain, index, row.size)
            old = dice.randint(1, row.size)
            assert law.consistency(kept, old, row.size) == law.consistency(plain, old, row.size)
    assert Tile.objects.filter(height=1).exists()


def test_a_day_is_sealed_once_and_what_is_sealed_cannot_be_changed() -> None:
    told("test/once", 3)
    first = seal(0)
    told("test/once", 2)
    assert seal(0).size == first.size and seal(1).size == first.size + 1
    assert seal(2).size == first.size + 1  # nothing happened: the same root, signed again
    for sql in ("UPDATE trail_leaf SET seq = 9", "DELETE FROM trail_root", "TRUNCATE trail_tile CASCADE"):
        with (
            pytest.raises(DatabaseError, match="is sealed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)


def lived() -> list[str]:
    numbers = [submitted(f"2026-03-02T10:{minute:02d}") for minute in range(12)]
    for number in numbers[:8]:
        cases.act(number, c.Accept(), by=officer("clerk"), at=at("2026-03-02T14:00"))
    return numbers


def test_a_receipt_proves_a_case_and_one_changed_byte_is_found(tmp_path: Path) -> None:
    number = lived()[0]
    assert "还没有封存" in verify.check_receipt(log.receipt(number))
    seal(0)
    receipt = log.receipt(number)
    assert "封存于2026-03-02" in verify.check_receipt(receipt, sealing.public_key().hex())
    text = log.dumped(receipt)
    assert "甲" not in text and receipt["facts"][0]["record"]["case"] == number
    dice, found = Random(1), 0
    for _ in range(400):
        n = dice.randrange(len(text))
        changed = text[:n] + chr((ord(text[n]) ^ 1) or 32) + text[n + 1 :]
        try:
            verify.check_receipt(json.loads(changed))
        except (verify.Wrong, ValueError, KeyError, TypeError, IndexError, AttributeError):
            found += 1
        else:  # only what nothing rests on: the day beside the signed root, the name of a signer, the form's own marks
            assert any(
                mark in text[max(0, n - 24) : n + 24] for mark in ('"day":', '"by":', '"yichuang":', '"v":1')
            )
    assert found > 380
    path = tmp_path / "receipt.json"
    path.write_text(text, encoding="utf-8")
    assert offline(path).returncode == 0
    path.write_text(text.replace(receipt["facts"][3]["head"], "0" * 64), encoding="utf-8")
    wrong = offline(path)
    assert wrong.returncode == 1 and "第4条" in wrong.stdout
    assert offline(path, "--key", "00").returncode == 1


def offline(*words: Any) -> subprocess.CompletedProcess[str]:
    """The verifier as a stranger runs it: isolated, nothing of ours on its path."""
    given = [sys.executable, "-I", str(SCRIPT), *map(str, words)]
    return subprocess.run(given, capture_output=True, text=True, check=False)


Facts = dict[str, list[tuple[dict[str, Any], str]]]


def exported(folder: Path) -> tuple[Facts, dict[str, dict[int, str]]]:
    command.export(folder)
    roots = json.loads((folder / "roots.json").read_text(encoding="utf-8"))
    sealed = verify.check_log(verify.lines(folder / "leaves.jsonl"), roots)
    facts: Facts = {}
    for row in verify.lines(folder / "facts.jsonl"):
        facts.setdefault(row["record"]["case"], []).append((row["record"], row["head"]))
    return facts, sealed


def relinked(rows: list[tuple[dict[str, Any], str]], chain: str) -> list[tuple[dict[str, Any], str]]:
    """What somebody does who knows how heads are made: number and link everything anew."""
    head, out = law.GENESIS, []
    for seq, (record, _) in enumerate(rows, 1):
        record = {**record, "seq": seq, "case": chain}
        head = law.link(head, record)
        out.append((record, head.hex()))
    return out


def mutate(dice: Random, facts: Facts) -> tuple[str, Facts]:
    """Change what is stored in one way: edit, delete, insert, swap, move, cut, drop; half of the time linked anew."""
    changed = dict(facts)
    chain = dice.choice(sorted(facts))
    rows = [(copy.deepcopy(record), head) for record, head in facts[chain]]
    kind = dice.choice(["edit", "delete", "insert", "swap", "move", "cut", "drop", "head"])
    n = dice.randrange(len(rows))
    if kind == "edit":
        record = rows[n][0]
        field = dice.choice(["at", "type", "v", "by", "data"])
        if field in ("by", "data") and record[field]:
            key = dice.choice(sorted(record[field]))
            record[field][key] = f"{record[field][key]}改"
        else:
            record[field] = f"{record[field]}改"
    elif kind == "delete":
        del rows[n]
    elif kind == "insert":
        rows.insert(n, copy.deepcopy(rows[dice.randrange(len(rows))]))
    elif kind == "swap":
        m = dice.choice([x for x in range(len(rows)) if x != n])
        rows[n], rows[m] = rows[m], rows[n]
    elif kind == "move":
        other = dice.choice([x for x in sorted(facts) if x != chain])
        rows[n] = copy.deepcopy(dice.choice(facts[other]))
    elif kind == "cut":
        rows = rows[:n]
    elif kind == "head":
        rows[n] = (rows[n][0], f"{int(rows[n][1], 16) ^ 1 << dice.randrange(256):064x}")
    if kind == "drop" or not rows:
        del changed[chain]
    else:
        again = kind != "head" and dice.random() < 0.5
        changed[chain] = relinked(rows, chain) if again else rows
    return kind, changed


def test_ten_thousand_changes_of_what_was_sealed_are_all_found(tmp_path: Path) -> None:
    lived()
    seal(0)
    facts, sealed = exported(tmp_path)
    numbers = sorted(facts, key=lambda name: len(facts[name]))[-20:]
    facts, sealed = {x: facts[x] for x in numbers}, {x: sealed[x] for x in numbers}
    assert verify.check_chains(facts, sealed) == 0
    dice, missed, tried, turn = Random(10), [], 0, 0
    while tried < 10_000:
        turn += 1
        kind, changed = mutate(dice, facts)
        if all(changed.get(x, [])[: len(rows)] == rows for x, rows in facts.items()):
            continue  # nothing of what was sealed is touched: what is added after the seal is for the next one
        tried += 1
        try:
            verify.check_chains(changed, sealed)
        except verify.Wrong:
            continue
        missed.append((turn, kind))
    assert not missed


def test_the_log_and_its_roots_cannot_be_changed_either(tmp_path: Path) -> None:
    lived()
    seal(0)
    told("test/later", 2)
    seal(1)
    exported(tmp_path)
    leaves = list(verify.lines(tmp_path / "leaves.jsonl"))
    roots = json.loads((tmp_path / "roots.json").read_text(encoding="utf-8"))
    dice = Random(4)
    for _ in range(150):
        bad, n = copy.deepcopy(leaves), dice.randrange(len(leaves) - 1)
        kind = dice.choice(["edit", "delete", "insert", "swap", "cut"])
        if kind == "edit":
            bad[n]["seq"] += 1
        elif kind == "delete":
            del bad[n]
        elif kind == "insert":
            bad.insert(n, bad[n])
        elif kind == "swap":
            bad[n], bad[n + 1] = bad[n + 1], bad[n]
        else:
            bad = bad[:n]
        with pytest.raises(verify.Wrong):
            verify.check_log(bad, roots)
    for path in (("root", "size"), ("root", "root"), ("root", "at")):
        bad = copy.deepcopy(roots)
        bad[0][path[0]][path[1]] = bad[1][path[0]][path[1]]
        with pytest.raises(verify.Wrong):
            verify.check_log(leaves, bad)
    kept = copy.deepcopy(roots[:1])
    other = sealing.Ed25519PrivateKey.generate()
    forged = copy.deepcopy(roots[:1])
    forged[0]["signatures"][0] = {
        "by": "log", "key": other.public_key().public_bytes_raw().hex(),
        "signature": other.sign(verify.canonical(forged[0]["root"])).hex(),
    }  # fmt: skip
    with pytest.raises(verify.Wrong, match="密钥"):
        verify.check_log(leaves, forged)
    assert verify.check_log(leaves, roots, kept=kept)


def test_an_export_is_verified_by_a_stranger(tmp_path: Path) -> None:
    lived()
    seal(0)
    number = submitted("2026-03-03T10:00")
    command.export(tmp_path)
    done = offline(tmp_path, "--key", sealing.public_key().hex())
    assert done.returncode == 0 and "全部相符" in done.stdout and "等下一次封存" in done.stdout, done.stdout
    text = (tmp_path / "facts.jsonl").read_text(encoding="utf-8")
    (tmp_path / "facts.jsonl").write_text(
        "".join(x for x in text.splitlines(keepends=True) if f'"case": "{number}"' not in x)[:-2],
        encoding="utf-8",
    )
    assert offline(tmp_path).returncode == 1


def test_erasing_personal_text_leaves_proofs_whole() -> None:
    number = lived()[0]
    seal(0)
    before = log.receipt(number)
    assert acts.erase_texts(number) > 0
    assert log.receipt(number) == before and "封存于" in verify.check_receipt(before)


def test_rewriting_a_sealed_chain_in_the_database_is_noticed(capsys: pytest.CaptureFixture[str]) -> None:
    told("test/forged", 3)
    seal(0)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trail_fact DISABLE TRIGGER USER")
        cursor.execute("UPDATE trail_fact SET head = sha256(head) WHERE \"case\" = 'test/forged' AND seq = 3")
    try:
        told("test/forged")
        with pytest.raises(acts.Tampered, match="test/forged 第3条"):
            seal(1)
        assert not Root.objects.filter(day=date(2026, 3, 3)).exists()
        assert main(["trail", "verify"]) == 1
        assert "test/forged 第3条：与封存时的链头不符" in capsys.readouterr().err
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM trail_fact WHERE \"case\" LIKE 'test/%'")
            cursor.execute("ALTER TABLE trail_fact ENABLE TRIGGER USER")


def test_leaves_rewritten_under_their_tiles_are_noticed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(log, "WIDTH", 4)
    for n in range(9):
        told(f"test/tiled{n}")
    row = seal(0)
    assert main(["trail", "verify"]) == 0
    tables = ("trail_fact", "trail_leaf")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute("UPDATE trail_leaf SET head = sha256(head) WHERE n = 1")
        cursor.execute(
            'UPDATE trail_fact f SET head = l.head FROM trail_leaf l WHERE l.n = 1 AND f."case" = l.chain AND f.seq = l.seq'
        )
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    try:
        assert law.root(log.span(row.size), row.size) == bytes(
            row.root
        )  # the tiles still say what was signed
        assert main(["trail", "verify"]) == 1
        assert "2026-03-02：封存的日志与公布的根不符" in capsys.readouterr().err
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE trail_fact DISABLE TRIGGER USER")
            cursor.execute("DELETE FROM trail_fact WHERE \"case\" LIKE 'test/%'")
            cursor.execute("ALTER TABLE trail_fact ENABLE TRIGGER USER")


def test_a_proof_reads_a_few_rows_however_large_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "WIDTH", 4)
    for n in range(63):
        told(f"test/few{n}")
    row = seal(0)
    leaf = Leaf.objects.get(n=5)
    with CaptureQueriesContext(connection) as asked:
        log.inclusion(leaf, row.size)
    heights = next(h for h in range(20) if 4**h >= row.size)
    assert (
        len(asked) <= 3 * heights
    )  # at each height the tile on the way, and the begun one at the end: there is none, so its tops


@pytest.mark.parametrize("new", [1, 2, 3, 7, 8, 9, 31, 33])
def test_the_verifier_knows_growth_from_change(new: int) -> None:
    leaves = [law.Leaf(f"x{n}", 1, law.GENESIS).hash() for n in range(new)]
    span = law.plain_span(leaves)
    after, dice = law.root(span, new), Random(new)
    for old in range(new + 1):
        proof, before = law.consistency(span, old, new), law.root(span, old)
        assert verify.grown(old, before, new, after, proof)
        assert not verify.grown(old, bytes(32), new, after, proof)
        for bad in ([*proof, after], proof[:-1] if proof else [after], [bytes(32), *proof[1:]]):
            try:
                assert not verify.grown(old, before, new, after, bad)
            except verify.Wrong:
                continue
        if 0 < old < new:
            other = dice.choice([x for x in range(new + 1) if x != old])
            with contextlib.suppress(verify.Wrong):
                assert not verify.grown(other, before, new, after, proof)


def test_a_receipt_without_records_proves_nothing() -> None:
    for bad in ([], [{}]):
        with pytest.raises((verify.Wrong, KeyError)):
            verify.check_receipt({"facts": bad, "proof": None, "v": 1, "yichuang": "receipt"})


def test_an_upper_level_countersigns_and_nobody_signs_wrongly() -> None:
    told("test/above")
    row = seal(0)
    above = sealing.Ed25519PrivateKey.generate()
    key = above.public_key().public_bytes_raw()
    acts.countersign(row.day, "上级中心", key, above.sign(log.published(row).signed()))
    shown = log.plain(Root.objects.get(pk=row.day))
    assert [x["by"] for x in shown["signatures"]] == ["log", "上级中心"] and verify.check_root(shown)
    with pytest.raises(ValueError, match="不符"):
        acts.countersign(row.day, "别人", key, above.sign(b"other"))
    with pytest.raises(LookupError):
        acts.countersign(date(2020, 1, 1), "上级中心", key, b"")
