"""Pages of files as pictures: for whom may read them, within limits, with the reason when nothing can be seen."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from PIL import Image

from people import at
from yichuang.law.cases import Refused
from yichuang.law.mandates import Actor, Permission, Standing
from yichuang.law.words import Role
from yichuang.office.files import acts, pages
from yichuang.office.files.models import Upload

pytestmark = pytest.mark.django_db

FOR = acts.Purpose(case="C1", region="513201000000", body="513201129", applicant="a1")
OWNER = Standing(actor=Actor(Role.APPLICANT, id="a1"))
ELSEWHERE = Standing(
    actor=Actor(Role.OFFICER, id="22901"),
    permissions=frozenset({Permission.CASE_READ}),
    region="513221",
    body="513221129",
)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, settings: Any) -> None:
    settings.YICHUANG_DATA = tmp_path


def pdf(count: int = 1, width: float = 595, height: float = 842, **saving: Any) -> bytes:
    """A PDF of some pages with a red square in the upper left."""
    made = pymupdf.open()
    for _ in range(count):
        made.new_page(width=width, height=height).draw_rect((0, 0, 100, 100), fill=(1, 0, 0), color=(1, 0, 0))
    return bytes(made.tobytes(**saving))


def picture(form: str, size: tuple[int, int], **saving: Any) -> bytes:
    """A blue picture."""
    out = io.BytesIO()
    Image.new("RGB", size, "blue").save(out, form, **saving)
    return out.getvalue()


def keep(content: bytes, name: str) -> Upload:
    return acts.keep(io.BytesIO(content), name, purpose=FOR, by=OWNER, at=at("2026-03-02T09:00"))


def seen(upload: Upload, number: int = 0) -> Image.Image:
    return Image.open(io.BytesIO(pages.picture(upload, OWNER, number)))


def test_a_pdf_is_seen_page_by_page() -> None:
    upload = keep(pdf(3), "a.pdf")
    told = pages.of(upload, OWNER)
    assert told.total == 3 and len(told.sizes) == 3
    drawn = seen(upload, 2)
    assert drawn.format == "JPEG" and drawn.size == told.sizes[2]
    red, white = drawn.getpixel((50, 50)), drawn.getpixel((600, 1200))
    assert red[0] > 240 and red[1] < 20 and min(white) > 240


def test_letters_whose_font_the_file_does_not_bring_are_drawn() -> None:
    made = pymupdf.open()
    made.new_page().insert_text((72, 100), "食品经营许可", fontname="china-s", fontsize=48)
    drawn = seen(keep(made.tobytes(), "a.pdf")).convert("L").crop((150, 120, 800, 240))
    assert sum(drawn.histogram()[:100]) > 2000


@pytest.mark.parametrize(("width", "height"), [(20_000, 100), (1, 14_400), (9_000, 9_000)])
def test_no_page_is_drawn_larger_than_a_screen_needs(width: float, height: float) -> None:
    assert max(seen(keep(pdf(1, width, height), "a.pdf")).size) <= 2200


def test_of_a_long_file_the_first_pages_are_shown() -> None:
    told = pages.of(keep(pdf(75), "a.pdf"), OWNER)
    assert told.total == 75 and len(told.sizes) == 60


def test_a_photograph_is_seen_the_way_up_it_was_taken_and_without_its_place() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "secret camera"
    upload = keep(picture("JPEG", (3000, 1000), exif=exif), "a.jpg")
    told, drawn = pages.of(upload, OWNER), pages.picture(upload, OWNER, 0)
    size = Image.open(io.BytesIO(drawn)).size
    assert size[1] > size[0] and abs(size[0] - told.sizes[0][0]) <= 1 and max(size) <= 2200
    assert b"secret camera" not in drawn


def test_a_transparent_picture_lies_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(out, "PNG")
    assert min(seen(keep(out.getvalue(), "a.png")).getpixel((20, 15))) > 250


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="a", owner_pw="b"), "a.pdf", "加了密码"),
        (b"%PDF-1.7\nnothing\n%%EOF\n", "a.pdf", "已经损坏"),
        (picture("PNG", (9, 9))[:40] + b"\0" * 9 + b"IEND\xaeB`\x82", "a.png", "已经损坏"),
        (picture("PNG", (20_000, 4_000)), "a.png", "太大"),
        ("设备清单".encode(), "a.txt", "不能在这里看"),
    ],
    ids=["locked", "broken pdf", "broken picture", "too many dots", "text"],
)
def test_what_cannot_be_seen_says_why_and_what_to_do(content: bytes, name: str, reason: str) -> None:
    upload = keep(content, name)
    with pytest.raises(Refused) as refused:
        pages.of(upload, OWNER)
        pages.picture(upload, OWNER, 0)
    assert reason in refused.value.reason and "下载" in refused.value.remedy


@pytest.mark.parametrize("number", [1, 10**6])
def test_a_page_that_is_not_there_is_refused(number: int) -> None:
    with pytest.raises(Refused):
        pages.picture(keep(pdf(), "a.pdf"), OWNER, number)


def test_who_may_not_read_a_file_sees_no_page_of_it() -> None:
    upload = keep(pdf(), "a.pdf")
    for look in (lambda: pages.of(upload, ELSEWHERE), lambda: pages.picture(upload, ELSEWHERE, 0)):
        with pytest.raises(Refused, match="无权"):
            look()


def test_a_file_that_takes_too_long_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = keep(pdf(), "a.pdf")
    monkeypatch.setattr(pages, "_WAIT", 0.001)
    with pytest.raises(Refused, match="太复杂"):
        pages.of(upload, OWNER)
