"""Whether the addresses a guide names can still be opened; asked when a draft is reviewed, never while a page is shown."""

from __future__ import annotations

import ipaddress
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlparse

from django.conf import settings

from yichuang.law.catalogue import Finding

SECONDS = 4
_GONE = {404, 410}


class _Stay(urllib.request.HTTPRedirectHandler):
    """Where a redirect leads is looked at like the address itself."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """Follow to public places only."""
        return super().redirect_request(req, fp, code, msg, headers, newurl) if _outside(newurl) else None


def _outside(url: str) -> bool:
    """Whether this is a public web address; nobody makes the server knock at doors of its own network."""
    place = urlparse(url)
    if place.scheme not in ("http", "https") or not place.hostname:
        return False
    if url.startswith(settings.PUBLIC_URL):
        return True
    try:
        found = socket.getaddrinfo(place.hostname, None)
    except OSError:
        return False
    return all(ipaddress.ip_address(one[4][0]).is_global for one in found)


def trouble(url: str) -> str | None:
    """Why an address cannot be opened; None when it can, or when only somebody signed in may see it."""
    whole = urljoin(settings.PUBLIC_URL + "/", url)
    if not _outside(whole):
        return "找不到这个网站"
    ask = urllib.request.Request(whole, method="HEAD", headers={"User-Agent": "yichuang link check"})  # noqa: S310 - http(s) only, see above
    try:
        urllib.request.build_opener(_Stay).open(ask, timeout=SECONDS).close()
    except urllib.error.HTTPError as error:
        return f"网页不存在（{error.code}）" if error.code in _GONE else None
    except (OSError, ValueError):
        return "打不开"
    return None


def dead(content: Mapping[str, Any]) -> Iterator[Finding]:
    """A finding for each address that leads nowhere."""
    for n, link in enumerate(content.get("links", ())):
        why = trouble(link["url"])
        if why:
            yield Finding(
                "dead-link", f"links/{n}", f"网址“{link['url']}”{why}", "改正网址，或者删去这一条。"
            )
