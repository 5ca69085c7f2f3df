"""The Django app of this room."""

from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    """The room of objections to publications."""

    name = "yichuang.office.objections"
    label = "objections"
