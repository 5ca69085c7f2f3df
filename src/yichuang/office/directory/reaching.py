"""What an officer's posts let him list: the rows of a territory, or of one body in it."""

from __future__ import annotations

from django.db.models import Q

from yichuang.law.mandates import Permission, Standing, prefix


def rows(by: Standing, permission: Permission) -> Q:
    """The rows with a region and a body over which this permission is held; a permission never borrows another post's scope."""
    where = Q(pk__in=())
    for reach in by.reaches:
        if permission in reach.permissions:
            own = Q(region__startswith=prefix(reach.region))
            where |= own & Q(body=reach.body) if reach.body else own
    return where
