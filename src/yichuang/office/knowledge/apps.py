"""The Django app of this room."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """The room of the knowledge base."""

    name = "yichuang.office.knowledge"
    label = "knowledge"
