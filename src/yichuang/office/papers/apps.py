"""The Django app of this room."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The papers room."""

    name = "yichuang.office.papers"
    label = "papers"
