"""Draws pages as pictures, as a program of its own: a file that means harm finds no secrets, little time and room.

`python -I -m yichuang.office.files.draw MEDIA PATH` tells the sizes, with a page number it gives that page as JPEG;
with `photo` it tells on one line where the picture was taken, then gives the picture without that and all other notes.
When there is nothing to see it says why on the error line: locked, large or broken.
"""

from __future__ import annotations

import ctypes
import io
import json
import math
import resource
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_cn
import pypdfium2
from PIL import ExifTags, Image, ImageOps
from pypdfium2 import raw

PAGES_MOST: Final = 60
_SIDE: Final = 2200
_SCALE: Final = 2.2
"""From points to dots: about 158 to the inch, enough for the small print of a scan."""
_PASSWORD: Final = 4
_SECONDS: Final = 15
_ROOM: Final = 2 * 1024**3
_DOTS_MOST: Final = 64_000_000
_QUALITY: Final = 85
PHOTO: Final = "photo"
_FONTS: Final = (str(Path(pylopdf_fonts_zh_cn.__file__).parent), "/usr/share/fonts", "/usr/local/share/fonts")
Size = tuple[int, int]


def _with_fonts() -> None:
    """Give the library our own fonts too: many a Chinese PDF brings none, and a bare server has none."""
    raw.FPDF_DestroyLibrary()
    letters = ctypes.POINTER(ctypes.c_char)
    places = [ctypes.cast(ctypes.c_char_p(place.encode()), letters) for place in _FONTS]
    paths = (letters * (len(places) + 1))(*places)  # the last one stays empty: the end
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))


def _within(sides: Sequence[float], scale: float) -> float:
    """The scale at which neither side is longer than a page picture may be."""
    return min(scale, _SIDE / max(*sides, 1))


def _open(path: str) -> pypdfium2.PdfDocument:
    _with_fonts()
    pdf = pypdfium2.PdfDocument(path)
    pdf.init_forms()  # what was typed into the fields of a form is seen too
    return pdf


def _size(sides: Sequence[float], scale: float) -> Size:
    scale = _within(sides, scale)
    width, height = (max(1, math.ceil(side * scale)) for side in sides)
    return width, height


def pdf_sizes(path: str) -> tuple[int, list[Size]]:
    """How many pages there are, and the sizes of those that are shown."""
    pdf = _open(path)
    return len(pdf), [_size(pdf.get_page_size(n), _SCALE) for n in range(min(len(pdf), PAGES_MOST))]


def pdf_page(path: str, number: int) -> Image.Image:
    """One page on white paper."""
    page = _open(path)[number]
    drawn: Image.Image = page.render(scale=_within(page.get_size(), _SCALE)).to_pil()
    return drawn


def picture_sizes(path: str) -> tuple[int, list[Size]]:
    """A picture is one page, the way up it was taken."""
    with Image.open(path, formats=("PNG", "JPEG")) as picture:
        turned = picture.getexif().get(0x0112, 1) >= 5  # EXIF orientation: lying on its side
        return 1, [_size(picture.size[::-1] if turned else picture.size, 1)]


def picture_page(path: str, _number: int) -> Image.Image:
    """The picture, the way up it was taken, on white where it was transparent; nothing else of the file stays."""
    with Image.open(path, formats=("PNG", "JPEG")) as picture:
        picture.draft("RGB", (_SIDE, _SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail((_SIDE, _SIDE))
    paper = Image.new("RGB", upright.size, "white")
    paper.paste(upright, mask=upright.getchannel("A"))
    return paper


def taken_at(path: str) -> tuple[float, float] | None:
    """Where a picture says it was taken (Exif 2.3, GPS), in degrees; None when it does not say, or says nonsense."""
    with Image.open(path, formats=("PNG", "JPEG")) as picture:
        notes = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    found = []
    for mark, value, behind, most in ((1, 2, "S", 90), (3, 4, "W", 180)):
        parts = notes.get(value)
        if not isinstance(parts, tuple) or len(parts) != 3:
            return None
        degrees = sum(float(part) / 60**n for n, part in enumerate(parts))
        if not 0 <= degrees <= most:
            return None
        found.append(-degrees if notes.get(mark) == behind else degrees)
    return (found[0], found[1]) if any(found) else None


def _told(path: str) -> str:
    try:
        return json.dumps(taken_at(path))
    except (ArithmeticError, TypeError, ValueError):  # notes that are none
        return "null"


def main(media: str, path: str, number: str = "") -> str | None:
    """Say the sizes, or draw one page, or a photo after saying where it was taken."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
    Image.MAX_IMAGE_PIXELS = _DOTS_MOST
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    sizes, page = (pdf_sizes, pdf_page) if media == "application/pdf" else (picture_sizes, picture_page)
    try:
        if not number:
            sys.stdout.write(json.dumps(sizes(path)))
            return None
        out = io.BytesIO()
        if number == PHOTO:
            out.write(f"{_told(path)}\n".encode())
        page(path, 0 if number == PHOTO else int(number)).convert("RGB").save(out, "JPEG", quality=_QUALITY)
    except pypdfium2.PdfiumError as error:
        return "locked" if getattr(error, "err_code", None) == _PASSWORD else "broken"
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        return "large"
    except (OSError, ValueError, IndexError, SyntaxError):  # what Pillow raises for damaged pictures
        return "broken"
    sys.stdout.buffer.write(out.getvalue())
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
