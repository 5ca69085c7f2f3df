"""Acceptance stories: read them, put them on the stage, say what was met."""

from yichuang.doors.command.stories.cast import PEOPLE, Cast
from yichuang.doors.command.stories.reading import Malformed, read
from yichuang.doors.command.stories.schema import schema
from yichuang.doors.command.stories.stage import Stage
from yichuang.doors.command.stories.telling import Met, Told

__all__ = ["PEOPLE", "Cast", "Malformed", "Met", "Stage", "Told", "read", "schema"]
