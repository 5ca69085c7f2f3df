"""The Django app of this room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """The cases room."""

    name = "yichuang.office.cases"
    label = "cases"
