"""The Django app of this room."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """The hotline room."""

    name = "yichuang.office.hotline"
    label = "hotline"
