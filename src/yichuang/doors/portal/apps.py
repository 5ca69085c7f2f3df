"""The Django app of this door."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal door."""

    name = "yichuang.doors.portal"
    label = "portal"
