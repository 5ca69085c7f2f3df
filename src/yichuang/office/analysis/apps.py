"""The Django app of this room."""

from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    """The analysis room."""

    name = "yichuang.office.analysis"
    label = "analysis"
