"""The Django app of this door."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """The workbench door."""

    name = "yichuang.doors.workbench"
    label = "workbench"
