"""Live: one listener per process hears that something changed, and tells every open screen. A stream carries no data, only that word."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import psycopg
from django.db import connections
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

SECONDS, BEAT, MOST = 25.0, 10.0, 2
"""How long a stream lasts before the browser opens the next; its heartbeat; how many one process holds, each holds a thread."""


class Ear:
    """The one listener of a process: it starts with the first stream, counts what it hears, and begins anew when the database went away."""

    def __init__(self, channel: str) -> None:
        """Nothing heard yet."""
        self.channel = channel
        self.heard = 0
        self.kind = ""
        self.changed = threading.Condition()
        self.streams = threading.BoundedSemaphore(MOST)
        self._thread: threading.Thread | None = None

    def listen(self) -> None:
        """Begin to listen, once."""
        with self.changed:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._listen, daemon=True, name=self.channel)
                self._thread.start()

    def _listen(self) -> None:
        params = connections["default"].get_connection_params()
        for name in ("cursor_factory", "context"):
            params.pop(name, None)
        while True:
            try:
                with psycopg.connect(**params, autocommit=True) as link:
                    link.execute(f"LISTEN {self.channel}")
                    self._tell("again")
                    for word in link.notifies():
                        self._tell(word.payload.partition(" ")[0])
            except psycopg.Error:
                time.sleep(1)

    def _tell(self, kind: str) -> None:
        with self.changed:
            self.heard += 1
            self.kind = kind
            self.changed.notify_all()

    def wait(self, heard: int, seconds: float) -> tuple[int, str]:
        """How much has been heard once it is more than this, or after so long."""
        with self.changed:
            self.changed.wait_for(lambda: self.heard > heard, seconds)
            return self.heard, self.kind


class Stream:
    """One open stream. It gives its place back when it ends, also when the browser went away before its first word."""

    def __init__(self, ear: Ear) -> None:
        """Its place is taken already."""
        self.ear = ear
        self.words = self._words()
        self.given_back = False

    def __iter__(self) -> Iterator[bytes]:
        """The words."""
        return self

    def __next__(self) -> bytes:
        """The next word."""
        try:
            return next(self.words)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the place back, once."""
        if not self.given_back:
            self.given_back = True
            self.ear.streams.release()

    def __del__(self) -> None:
        self.close()

    def _words(self) -> Iterator[bytes]:
        """At its end the browser opens another stream and asks once for all it may have missed."""
        yield b"retry: 200\n\n"
        until, heard = time.monotonic() + SECONDS, self.ear.heard
        while (left := until - time.monotonic()) > 0:
            now, kind = self.ear.wait(heard, min(left, BEAT))
            yield f"event: changed\ndata: {kind}\n\n".encode() if now > heard else b": beat\n\n"
            heard = now


def answer(ear: Ear) -> HttpResponseBase:
    """The stream of one screen; when this process holds enough already, the browser is told to come again soon."""
    ear.listen()
    if not ear.streams.acquire(blocking=False):
        told: HttpResponseBase = HttpResponse("retry: 2000\n\n", content_type="text/event-stream")
    else:
        told = StreamingHttpResponse(Stream(ear), content_type="text/event-stream")
    told["Cache-Control"], told["X-Accel-Buffering"] = "no-cache", "no"
    return told
