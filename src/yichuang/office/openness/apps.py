"""The Django app of this room."""

from django.apps import AppConfig


class OpennessConfig(AppConfig):
    """The room of what must be public."""

    name = "yichuang.office.openness"
    label = "openness"
