"""How the API says why not."""

from __future__ import annotations

from ninja import Schema


class Trouble(Schema):
    """Why not, by which article, about which field, and the way out."""

    reason: str
    article: str = ""
    field: str | None = None
    remedy: str = ""


TROUBLES = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429), Trouble)
