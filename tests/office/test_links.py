"""A guide with a dead link does not pass its review; nobody uses the check to knock at inner doors."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import override_settings

from yichuang.office.catalogue import links


class Site(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        codes = {"/here": 200, "/gone": 404, "/signed-in": 403, "/inside": 302}
        self.send_response(codes.get(self.path, 500))
        if self.path == "/inside":
            self.send_header("Location", "http://169.254.169.254/")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    with override_settings(PUBLIC_URL=base):
        yield base
    server.shutdown()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/here", None),
        ("/gone", "不存在（404）"),
        ("/signed-in", None),
        ("http://127.0.0.1:1/", "找不到"),
        ("http://localhost/", "找不到"),
        ("http://10.0.0.1/", "找不到"),
        ("http://no-such-host.invalid/", "找不到"),
        ("ftp://example.com/", "找不到"),
    ],
)
def test_whether_an_address_opens(site: str, url: str, said: str | None) -> None:
    found = links.trouble(url)
    assert (found is None) if said is None else (found is not None and said in found)


def test_a_redirect_does_not_lead_inside(site: str) -> None:
    assert links.trouble("/inside") is None, "the redirect is not followed; the page itself is there"


def test_a_finding_names_the_link_and_the_remedy(site: str) -> None:
    (found,) = links.dead({"links": [{"label": "甲", "url": "/here"}, {"label": "乙", "url": "/gone"}]})
    assert (found.rule, found.where) == ("dead-link", "links/1") and found.mend
