"""The embedded server comes back: from kills, false pid files, odd folder names and many callers at once."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from yichuang.site.env import Misset, read
from yichuang.site.postgres import Server


@pytest.fixture
def server() -> Iterator[Server]:
    folder = settings.YICHUANG_DATA / f"faults-{os.getpid()}" / "政 务"
    one = Server(folder / "own pg")
    yield one
    one.stop()
    shutil.rmtree(folder.parent)
    shutil.rmtree(one.socket, ignore_errors=True)


def ask(server: Server, question: str = "SELECT count(*) FROM kept") -> int:
    with psycopg.connect(f"{server.url} dbname=postgres") as link:
        row = link.execute(question).fetchone()
    assert row is not None
    return int(row[0])


def postmaster(server: Server) -> int:
    return int((server.data / "postmaster.pid").read_text().split("\n", 1)[0])


def busy(server: Server) -> None:
    """Somebody in the middle of a statement when the server dies."""
    with pytest.raises(psycopg.OperationalError), psycopg.connect(f"{server.url} dbname=postgres") as link:
        link.execute("SELECT pg_sleep(30)")


def test_what_was_committed_outlives_every_kill(server: Server) -> None:
    server.start()
    with psycopg.connect(f"{server.url} dbname=postgres") as link:
        link.execute("CREATE TABLE kept AS SELECT 1 AS n")
    for _ in range(4):
        somebody = threading.Thread(target=busy, args=(server,))
        somebody.start()
        time.sleep(0.2)
        os.kill(postmaster(server), signal.SIGKILL)
        server.start()  # at once, while the killed one is still leaving
        somebody.join(20)
        assert ask(server) == 1


def test_a_pid_file_that_names_somebody_else_is_not_believed(server: Server) -> None:
    server.start()
    server.stop()
    (server.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert not server.alive()
    server.start()
    assert ask(server, "SELECT 1") == 1


def start(data: Path) -> None:
    Server(data).start()


def test_many_callers_start_one_server(server: Server) -> None:
    callers = [
        multiprocessing.get_context("spawn").Process(target=start, args=(server.data,)) for _ in range(3)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(60)
    assert [caller.exitcode for caller in callers] == [0, 0, 0]
    assert ask(server, "SELECT 1") == 1


def test_the_socket_is_found_whatever_the_temporary_folder(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(settings.YICHUANG_DATA))
    assert Server(server.data).socket == server.socket


def test_the_server_orders_chinese_by_code_and_splits_it_for_search(server: Server) -> None:
    server.start()
    with psycopg.connect(f"{server.url} dbname=postgres", autocommit=True) as link:
        link.execute("CREATE EXTENSION pg_trgm")
    assert ask(server, "SELECT cardinality(show_trgm('食品经营'))") > 0, (
        "without it an index holds no Chinese"
    )
    assert (
        ask(server, "SELECT count(*) FROM pg_settings WHERE name = 'data_checksums' AND setting = 'on'") == 1
    )
    assert ask(server, "SELECT length(setting) FROM pg_settings WHERE name = 'listen_addresses'") == 0


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    place = {"YICHUANG_DATA": str(tmp_path)}
    first = read(place).secret
    assert len(first) > 50 and read(place).secret == first
    assert stat.S_IMODE((tmp_path / "keys" / "secret").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"),
        ("PORT", "70000"),
        ("YICHUANG_DEMO", "maybe"),
        ("YICHUANG_DATABASE_URL", "mysql://x/y"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(Misset, match=name):
        read({"YICHUANG_DATA": str(tmp_path), name: value})
