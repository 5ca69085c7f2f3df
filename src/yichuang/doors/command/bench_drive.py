"""The clients of a bench: keep-alive connections in a process of their own, nothing but the standard library."""

from __future__ import annotations

import multiprocessing
import socket
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

CLIENTS = 8
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, and where it comes from if that matters."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Drive:
    """What a run of requests came to."""

    rate: float
    times: list[float]

    def milliseconds(self, percent: int) -> float:
        """The time under which so many of a hundred requests were answered."""
        if len(self.times) == 1:
            return self.times[0] * 1000
        return statistics.quantiles(self.times, n=100, method="inclusive")[percent - 1] * 1000


def _written(ask: Ask) -> bytes:
    """A request as it goes over the line."""
    body = ask.body or b""
    heads = {"Host": "127.0.0.1", **ask.headers, "Content-Length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
    return f"{'GET' if ask.body is None else 'POST'} {ask.path} HTTP/1.1\r\n{lines}\r\n".encode() + body


def _answer(link: socket.socket) -> tuple[int, bytes]:
    """One answer of known length: its status and its body."""
    got = b""
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += _more(link)
    head = got[:end].lower()
    length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
    while len(got) < end + 4 + length:
        got += _more(link)
    return int(head[9:12]), got[end + 4 :]


def _more(link: socket.socket) -> bytes:
    got = link.recv(1 << 18)
    if not got:
        raise ConnectionError("服务器断开了连接")
    return got


def _client(port: int, asks: Sequence[Ask], gate: Any, times: list[float], wrong: list[str]) -> None:
    """One client: its requests one after the other on a connection it keeps, cheaper than any library's."""
    written = [(ask, _written(ask)) for ask in asks]
    link, source = socket.create_connection(("127.0.0.1", port), PATIENCE), ""
    gate.wait()
    try:
        for ask, request in written:
            if ask.source != source:
                link.close()
                source = ask.source
                link = socket.create_connection(("127.0.0.1", port), PATIENCE, (source, 0))
            begun = time.perf_counter()
            link.sendall(request)
            status, said = _answer(link)
            times.append(time.perf_counter() - begun)
            if status != 200:
                raise ConnectionError(f"{ask.path}：{status} {said[:300].decode(errors='replace')}")
    except (OSError, ValueError) as error:
        wrong.append(str(error))
    finally:
        link.close()


def _process(port: int, shares: Sequence[Sequence[Ask]], answer: Any) -> None:
    times: list[float] = []
    wrong: list[str] = []
    gate = threading.Barrier(len(shares) + 1)
    threads = [threading.Thread(target=_client, args=(port, share, gate, times, wrong)) for share in shares]
    for thread in threads:
        thread.start()
    gate.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    answer.put((time.perf_counter() - begun, times, wrong))


def drive(port: int, shares: Sequence[Sequence[Ask]]) -> Drive:
    """One client per share, all at once. Raises RuntimeError when an answer is not 200."""
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    process = context.Process(target=_process, args=(port, shares, answers))
    process.start()
    seconds, times, wrong = answers.get(timeout=PATIENCE)
    process.join()
    if wrong:
        raise RuntimeError(f"请求没有成功：{wrong[0]}")
    return Drive(len(times) / seconds, times)


def shared(asks: Sequence[Ask], clients: int = CLIENTS) -> list[Sequence[Ask]]:
    """The same requests dealt out to so many clients."""
    return [asks[n::clients] for n in range(clients)]
