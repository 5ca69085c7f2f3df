"""The environment, read once and typed: what an installation may set, with a clear error for what it may not."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class Misset(ValueError):
    """An environment variable cannot be used; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Env:
    """What this installation was told."""

    data: Path
    database_url: str
    secret: str
    demo: bool
    debug: bool
    hosts: tuple[str, ...]
    port: int
    public_url: str
    history: Path | None


def _truth(values: Mapping[str, str], name: str, default: bool) -> bool:
    text = values.get(name, "").strip().lower()
    if not text:
        return default
    if text not in {"0", "1", "true", "false", "yes", "no"}:
        raise Misset(f"{name}={text!r}：请填 1 或 0")
    return text in {"1", "true", "yes"}


def _port(values: Mapping[str, str]) -> int:
    text = values.get("PORT", "8000")
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise Misset(f"PORT={text!r}：请填 1 到 65535 之间的端口号")
    return int(text)


def _secret(values: Mapping[str, str], data: Path) -> str:
    """The given secret, or one made once and kept 0600 in the data folder."""
    if values.get("YICHUANG_SECRET"):
        return values["YICHUANG_SECRET"]
    path = data / "keys" / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        own = path.with_name(f"secret.{os.getpid()}")
        with open(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(own, path)  # whole or not at all: whoever comes second uses the first one's
        own.unlink()
    return path.read_text()


def read(values: Mapping[str, str] = os.environ) -> Env:
    """Read the environment. Raises Misset."""
    data = Path(values.get("YICHUANG_DATA") or ".data").resolve()
    url = values.get("YICHUANG_DATABASE_URL", "")
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise Misset("YICHUANG_DATABASE_URL：请填 postgresql://用户:口令@主机:端口/库名")
    port = _port(values)
    return Env(
        data=data,
        database_url=url,
        secret=_secret(values, data),
        demo=_truth(values, "YICHUANG_DEMO", default=False),
        debug=_truth(values, "YICHUANG_DEBUG", default=False),
        hosts=tuple(filter(None, values.get("YICHUANG_HOSTS", "localhost,127.0.0.1,[::1]").split(","))),
        port=port,
        public_url=values.get("YICHUANG_PUBLIC_URL", f"http://localhost:{port}").rstrip("/"),
        history=Path(values["YICHUANG_HISTORY"]).resolve() if values.get("YICHUANG_HISTORY") else None,
    )
