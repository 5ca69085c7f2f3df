"""A case with real files handed in: a PDF in two versions, a picture, a locked and a broken file, one that is gone."""

from __future__ import annotations

import io
from typing import Any

import pymupdf
from PIL import Image

from people import MATTER, applicant, client, whole


def pdf(words: str, pages: int = 1, **saving: Any) -> bytes:
    """A PDF with these words on every page."""
    made = pymupdf.open()
    for _ in range(pages):
        made.new_page().insert_text((72, 100), words, fontname="china-s", fontsize=30)
    return bytes(made.tobytes(**saving))


def png() -> bytes:
    """A wide blue picture."""
    out = io.BytesIO()
    Image.new("RGB", (1600, 800), "#1456a8").save(out, "PNG")
    return out.getvalue()


LOCKED = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": "a", "owner_pw": "b"}
HANDED = (
    ("M01", "申请书.pdf", lambda: pdf("第一稿")),
    ("M01", "申请书.pdf", lambda: pdf("第二稿", 3)),
    ("M02", "营业执照.png", png),
    ("M03", "布局图.pdf", lambda: pdf("看不见", **LOCKED)),
    ("M04", "制度.pdf", lambda: b"%PDF-1.7\nnothing\n%%EOF\n"),
)


def handed_in() -> str:
    """Hand it in; its number."""
    from yichuang.law.cases import commands as c
    from yichuang.office import clock
    from yichuang.office.cases import acts
    from yichuang.office.catalogue import reads as catalogue
    from yichuang.office.files import acts as files

    now, by = clock.now(), applicant()
    edition = catalogue.current(MATTER, now.date())
    assert edition is not None
    case = acts.open_case(MATTER, client(), by=by, at=now).case
    purpose = files.Purpose(case=case.number, region=case.region, body=case.body, applicant=case.applicant)
    commands = whole(edition)
    handed = {code for code, _name, _made in HANDED}
    for code, name, made in HANDED:
        kept = files.keep(io.BytesIO(made()), name, purpose=purpose, by=by, at=now)
        commands.insert(-1, c.AttachMaterial(material=code, digest=kept.digest))
    commands = [
        one
        for one in commands
        if not isinstance(one, c.AttachMaterial) or one.material not in handed or one.digest != "0" * 64
    ]
    acts.act(case.number, *commands, by=by, at=now)
    return case.number
