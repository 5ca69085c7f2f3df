"""The Django app of this room."""

from django.apps import AppConfig


class PartsConfig(AppConfig):
    """The parts room."""

    name = "yichuang.doors.parts"
    label = "parts"
