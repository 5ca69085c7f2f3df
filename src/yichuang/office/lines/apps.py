"""The Django app of this room."""

from django.apps import AppConfig


class LinesConfig(AppConfig):
    """The lines room."""

    name = "yichuang.office.lines"
    label = "lines"
