"""Texts at rest: encrypted with a key ring, found again by a keyed blind index; roots of the log signed. Keys come from the data folder."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


class Unreadable(ValueError):
    """The text was sealed with a key this installation does not hold, or it was tampered with."""


@functools.cache
def _ring() -> dict[bytes, bytes]:
    """All keys by their one-byte id; the last one seals. Made 0600 at first use."""
    path = Path(settings.YICHUANG_DATA) / "keys" / "sealing"
    if not path.exists():
        _begin(path, f"01:{os.urandom(32).hex()}\n")
    pairs = (line.split(":", 1) for line in path.read_text().split() if line)
    return {bytes.fromhex(number): bytes.fromhex(key) for number, key in pairs}


def _begin(path: Path, text: str) -> None:
    """Make a key's file, whole or not at all; of two processes that begin at once one key stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(made, path)
    made.unlink()


@functools.cache
def _cipher(number: bytes) -> AESGCM:
    if number not in _ring():
        raise Unreadable("密钥不在本机的密钥环中")
    return AESGCM(_ring()[number])


@functools.cache
def _current() -> tuple[bytes, AESGCM]:
    number = list(_ring())[-1]
    return number, _cipher(number)


def lock(text: str) -> bytes:
    """Seal a text: key id, nonce, ciphertext (AES-256-GCM)."""
    number, cipher = _current()
    nonce = os.urandom(_NONCE)
    return number + nonce + cipher.encrypt(nonce, text.encode(), number)


def unlock(sealed: bytes) -> str:
    """Read a sealed text. Raises Unreadable when the key is not here or the bytes were changed."""
    number, nonce, rest = sealed[:1], sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return _cipher(number).decrypt(nonce, rest, number).decode()
    except InvalidTag as error:
        raise Unreadable("密文已损坏或被改动") from error


def index(text: str) -> str:
    """The blind index of a text: equal texts, equal index; nothing else can be learned without the key."""
    key = hashlib.sha256(b"index" + next(iter(_ring().values()))).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@functools.cache
def _signer() -> Ed25519PrivateKey:
    """The key that signs roots; made 0600 at first use."""
    path = Path(settings.YICHUANG_DATA) / "keys" / "signing"
    if not path.exists():
        _begin(path, os.urandom(32).hex() + "\n")
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))


def sign(data: bytes) -> bytes:
    """This installation's signature over some bytes (Ed25519, RFC 8032)."""
    return _signer().sign(data)


def public_key() -> bytes:
    """The key anybody checks this installation's signatures with."""
    return _signer().public_key().public_bytes_raw()


def signed_by(key: bytes, data: bytes, signature: bytes) -> bool:
    """Whether a signature over these bytes is of the holder of this key."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
