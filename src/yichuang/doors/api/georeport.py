"""How GeoReport v2 is written: the same values as JSON and as XML, and its errors."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from django.http import HttpResponse, JsonResponse

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Lists = tuple[str, str]


class Form:
    """The names XML needs where JSON has none: of the whole, and of what stands in each list."""

    def __init__(self, root: str, *lists: Lists) -> None:
        """The root's name, and for each list the name of one of it."""
        self.root = root
        self.items = dict(lists)


def answer(form: str, told: Any, names: Form, status: int = 200) -> HttpResponse:
    """The answer in the form asked for."""
    if form == "xml":
        root = _element(names.root, told, names)
        text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return HttpResponse(text, content_type="text/xml; charset=utf-8", status=status)
    return JsonResponse(told, safe=False, status=status, json_dumps_params={"ensure_ascii": False})


def wrong(form: str, status: int, *says: str) -> HttpResponse:
    """What is wrong, in the standard's form: each with the code and a sentence."""
    told = [{"code": status, "description": one} for one in says]
    return answer(form, told, Form("errors", ("errors", "error")), status)


def _element(name: str, value: Any, names: Form) -> ElementTree.Element:
    element = ElementTree.Element(name)
    if isinstance(value, dict):
        element.extend(_element(key, one, names) for key, one in value.items())
    elif isinstance(value, list):
        element.extend(_element(names.items[name], one, names) for one in value)
    elif isinstance(value, bool):
        element.text = str(value).lower()
    elif value is not None:
        element.text = _UNWRITABLE.sub("", str(value))
    return element
