"""Units under bodies 下属单位: what stands above a body, what stands under it."""

from __future__ import annotations

from collections.abc import Iterable

from yichuang.office.directory.models import Body


def parents(codes: Iterable[str]) -> dict[str, str]:
    """The body above each of these that is a subordinate unit."""
    found = Body.objects.filter(code__in=set(codes), parent__isnull=False).values_list("code", "parent_id")
    return {code: above for code, above in found if above}


def above(body: str) -> list[str]:
    """A body and all bodies it is a unit of, itself first."""
    found, code = [], body
    while code and code not in found:
        found.append(code)
        code = Body.objects.filter(code=code).values_list("parent_id", flat=True).first() or ""
    return found


def with_units(body: str) -> list[str]:
    """A body and all units under it, however deep."""
    found, layer = [body], [body]
    while layer:
        layer = list(
            Body.objects.filter(parent__in=layer, active=True).order_by("code").values_list("code", flat=True)
        )
        found += layer
    return found
