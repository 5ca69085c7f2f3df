"""The hall of a bench: the production server on a scratch database, and people who have really signed in."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import quote, urlencode

from django.conf import settings

from yichuang.doors.command import serve
from yichuang.office import clock
from yichuang.office.directory import demo
from yichuang.site.postgres import Server

PATIENCE = 60


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(name: str, port: int) -> dict[str, str]:
    """How the processes of a hall find this scratch database."""
    place = quote(str(Server(settings.YICHUANG_DATA / "postgres").socket), safe="")
    url = f"postgresql:///{name}?host={place}&user=postgres"
    return {"PORT": str(port), "YICHUANG_DATABASE_URL": url, "YICHUANG_DATA": str(settings.YICHUANG_DATA)}


@contextmanager
def opened(name: str, application: str = serve.APPLICATION) -> Iterator[int]:
    """The web server as `serve` starts it, on this database. Yields its port."""
    port = _free()
    web = serve.web(serve.WORKERS, application=application, env=environment(name, port))
    try:
        _answering(port, web)
        yield port
    finally:
        _ended(web)


@contextmanager
def ticking(name: str, port: int) -> Iterator[None]:
    """The timer of that hall, so that what follows from facts is paid for while we measure."""
    process = serve.timer(env=environment(name, port))
    try:
        yield
    finally:
        _ended(process)


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _answering(port: int, web: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while web.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("测量用的大厅没有开起来，请看上面的输出")


class Visitor:
    """Somebody with a browser's cookies."""

    def __init__(self, port: int) -> None:
        """At the door, not signed in."""
        self.link = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, path: str, form: dict[str, str] | None = None) -> str:
        """Open a page, or post a form with its token. Raises RuntimeError when it is not taken."""
        body = urlencode(form | {"csrfmiddlewaretoken": self.token}) if form is not None else None
        heads = self.heads() | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        self.link.request("POST" if body else "GET", path, body, heads)
        answer = self.link.getresponse()
        page = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        if answer.status >= 400:
            raise RuntimeError(f"{path}：{answer.status} {re.sub(r'<[^>]*>', '', page)[-300:]}")
        return page

    @property
    def token(self) -> str:
        """The token that forms carry against forgery."""
        return self.cookies["csrftoken"].value

    def heads(self) -> dict[str, str]:
        """The headers of this visitor's requests."""
        carried = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        return {"Cookie": carried} if carried else {}


def signed_in(port: int, username: str) -> Visitor:
    """Somebody of the demonstration, signed in through the door with password and second factor."""
    account = next(one for one in demo.ACCOUNTS if one.username == username)
    visitor = Visitor(port)
    visitor.ask("/sign-in/login/")
    visitor.ask("/sign-in/login/", {"login": username, "password": account.password})
    if account.officer:
        visitor.ask("/sign-in/2fa/authenticate/", {"code": account.code(clock.now())})
    return visitor
