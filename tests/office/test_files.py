"""Files: what a file is, is told from its content; what lies is refused, and nothing of it stays."""

from __future__ import annotations

import hashlib
import io
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from people import at
from yichuang.law.cases import Refused
from yichuang.law.mandates import Actor, Permission, Standing
from yichuang.law.words import Role
from yichuang.office.files import acts, reads, store
from yichuang.office.files.models import Upload

pytestmark = pytest.mark.django_db

NOW = at("2026-03-02T09:00")
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 40 + b"\xff\xd9"
FOR = acts.Purpose(case="C1", region="513201000000", body="513201129", applicant="a1")
OWNER = Standing(actor=Actor(Role.APPLICANT, id="a1"))
CLERK = Standing(
    actor=Actor(Role.OFFICER, id="12901"),
    permissions=frozenset({Permission.CASE_INTAKE, Permission.CASE_READ}),
    region="513201",
    body="513201129",
)


def packed(*names: str) -> bytes:
    """A zip with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


def bomb() -> bytes:
    """A small zip that unpacks to half a gigabyte."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(500):
                part.write(b"\0" * 1024 * 1024)
    return made.getvalue()


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> Path:
    """A store of its own, with a space and Chinese in its path."""
    settings.YICHUANG_DATA = tmp_path / "政 务"
    settings.YICHUANG_DATA.mkdir()
    return tmp_path / "政 务"


def keep(content: bytes, name: str, by: Standing = OWNER, **more: Any) -> Upload:
    return acts.keep(io.BytesIO(content), name, purpose=more.pop("purpose", FOR), by=by, at=NOW, **more)


def stored(data: Path) -> list[Path]:
    return [path for path in data.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "name", "media"),
    [
        (PDF, "营业执照.pdf", "application/pdf"),
        (PDF, "SCAN.PDF", "application/pdf"),
        (PNG, "照片.png", "image/png"),
        (JPEG, "照片.jpeg", "image/jpeg"),
        (packed("[Content_Types].xml", "word/document.xml"), "申请书.docx", "wordprocessingml"),
        (packed("[Content_Types].xml", "xl/workbook.xml"), "清单.xlsx", "spreadsheetml"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "电子证照.ofd", "application/ofd"),
        ("设备清单\n一、冰箱 2 台\n".encode(), "清单.txt", "text/plain"),
        ("设备清单\r\n".encode("gb18030"), "清单.txt", "text/plain"),
    ],
)
def test_what_is_what_it_says_is_kept_by_its_digest(
    content: bytes, name: str, media: str, data: Path
) -> None:
    upload = keep(content, name)
    assert media in upload.media and upload.size == len(content) and upload.name == name
    assert upload.digest == hashlib.sha256(content).hexdigest()
    assert stored(data) == [data / "files" / upload.digest[:2] / upload.digest[2:]]
    assert stat.S_IMODE(stored(data)[0].stat().st_mode) == 0o640
    assert reads.intact(upload)


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "空.pdf", "0 字节"),
        (PNG, "照片.pdf", "与扩展名“.pdf”不符"),
        (PDF, "执照", "与扩展名“无”不符"),
        (b"MZ\x90\x00" + b"\x00" * 200, "执照.pdf", "不是可以接收的格式"),
        (b"\x7fELF" + b"\x00" * 200, "a.png", "不是可以接收的格式"),
        (b"<html><script>alert(1)</script></html>", "a.pdf", "与扩展名“.pdf”不符"),
        (b"<html><script>alert(1)</script></html>", "a.html", "与扩展名“.html”不符"),
        (b"#!/bin/sh\nrm -rf /\n", "a.sh", "与扩展名“.sh”不符"),
        (b"GIF89a" + b"\x00" * 100, "a.png", "不是可以接收的格式"),
        (packed("a.exe"), "a.docx", "不是可以接收的格式"),
        (packed("word/document.xml"), "a.zip", "与扩展名“.zip”不符"),
        (packed("word/document.xml", "word/vbaProject.bin"), "a.docx", "宏"),
        (b"PK\x03\x04 broken", "a.docx", "不是可以接收的格式"),
        (PDF[:-8], "断了.pdf", "不完整"),
        (PNG[:-12], "断了.png", "不完整"),
        (JPEG[:-2], "断了.jpg", "不完整"),
        (b"\x00\x01\x02 not text", "a.txt", "不是可以接收的格式"),
        ("好\u202e坏".encode(), "a.txt", "不是可以接收的格式"),
    ],
)
def test_what_lies_or_is_broken_is_refused_and_leaves_nothing(
    content: bytes, name: str, reason: str, data: Path
) -> None:
    with pytest.raises(Refused) as refused:
        keep(content, name)
    assert reason in refused.value.reason and refused.value.field == "file" and refused.value.remedy
    assert not stored(data) and not Upload.objects.filter(case="C1").exists()


def test_an_archive_bomb_is_refused_without_unpacking(data: Path) -> None:
    with pytest.raises(Refused, match="展开后过大"):
        keep(bomb(), "a.docx")
    assert not stored(data)


def test_a_file_too_big_is_refused_before_it_is_read_whole(data: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            Endless.given += size
            return b"%PDF" * (size // 4)

    with pytest.raises(Refused, match="超过 20 MB"):
        acts.keep(Endless(), "a.pdf", purpose=FOR, by=OWNER, at=NOW)  # type: ignore[arg-type]
    assert Endless.given < 22 * 1024 * 1024 and not stored(data)
    with pytest.raises(Refused, match="超过 10 字节"):
        keep(PDF, "a.pdf", limit=10)
    assert keep(PDF, "a.pdf", limit=len(PDF))


def test_a_stream_that_breaks_leaves_nothing(data: Path) -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        acts.keep(Broken(), "a.pdf", purpose=FOR, by=OWNER, at=NOW)  # type: ignore[arg-type]
    assert not stored(data)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\a\\执照.pdf", "执照.pdf"),
        ("/absolute.pdf", "absolute.pdf"),
        ("..pdf.pdf", "pdf.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie x.pdf"),
        ("执\u202efdp.exe\u202c.pdf", "执fdp.exe.pdf"),
        ("很" * 300 + ".pdf", "很" * 120 + ".pdf"),
    ],
)
def test_a_tricky_name_is_only_a_name(name: str, shown: str, data: Path) -> None:
    upload = keep(PDF, name)
    assert upload.name == shown
    assert stored(data) == [store.place(upload.digest)]


@pytest.mark.parametrize("name", ["", "/", "..", "\u202e", "a/"])
def test_a_file_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="名称"):
        keep(PDF, name)


def test_the_same_content_is_stored_once(data: Path) -> None:
    first, again = keep(PDF, "一.pdf"), keep(PDF, "二.pdf")
    assert first == again and again.name == "一.pdf"
    other = acts.Purpose(case="C2", region="513201000000", body="513201129", applicant="a2")
    second = keep(PDF, "三.pdf", Standing(actor=Actor(Role.APPLICANT, id="a2")), purpose=other)
    assert second != first and second.digest == first.digest and len(stored(data)) == 1
    assert reads.find("C2", first.digest) == second and reads.find("C3", first.digest) is None
    assert reads.of_case("C1") == [first]


def test_only_who_may_hands_in_and_reads() -> None:
    stranger = Standing(actor=Actor(Role.APPLICANT, id="a9"))
    elsewhere = Standing(
        actor=Actor(Role.OFFICER, id="10101"),
        permissions=CLERK.permissions,
        region="513201",
        body="513201101",
    )
    upload = keep(PDF, "执照.pdf", CLERK)
    assert upload.by == "12901"
    for other in (stranger, elsewhere):
        with pytest.raises(Refused, match="不是您的办件"):
            keep(PDF, "执照.pdf", other)
        with pytest.raises(Refused, match="无权下载"):
            reads.open_for(upload, other)
    for allowed in (OWNER, CLERK):
        assert reads.open_for(upload, allowed).path.read_bytes() == PDF


def test_a_download_is_never_run_by_the_browser() -> None:
    headers = reads.open_for(keep(PDF, "营业 执照.pdf"), OWNER).headers
    assert headers["Content-Disposition"] == (
        "attachment; filename*=UTF-8''%E8%90%A5%E4%B8%9A%20%E6%89%A7%E7%85%A7.pdf"
    )
    assert headers["X-Content-Type-Options"] == "nosniff" and "sandbox" in headers["Content-Security-Policy"]
    assert all(value.isascii() and "\n" not in value for value in headers.values())


def test_a_lost_or_altered_content_is_noticed() -> None:
    upload = keep(PDF, "执照.pdf")
    path = store.place(upload.digest)
    path.write_bytes(PDF + b" ")
    assert not reads.intact(upload)
    path.unlink()
    assert not reads.intact(upload)
    with pytest.raises(Refused, match="已不在库中"):
        reads.open_for(upload, OWNER)


@pytest.mark.parametrize("digest", ["", "../" * 21 + "x", "A" * 64, "0" * 63, "g" * 64])
def test_what_is_no_digest_has_no_place(digest: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        store.place(digest)


def test_a_file_is_seen_whole_or_not_at_all(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    rename: Callable[[Path, Path], Path] = Path.rename

    def watched(self: Path, target: Path) -> Path:
        seen.append(target.exists())
        assert self.stat().st_size == len(PDF)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", watched)
    keep(PDF, "执照.pdf")
    assert seen == [False]
