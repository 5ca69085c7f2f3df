"""How the fields of a command are asked for: the one source of forms, API bodies and story keys."""

from __future__ import annotations

import dataclasses
from typing import Annotated, TypeVar, dataclass_transform

C = TypeVar("C")


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """How a field is asked for: its label, whether it is long, and the longest text it takes."""

    label: str
    help: str = ""
    long: bool = False
    most: int = 2000


@dataclass_transform(frozen_default=True, kw_only_default=True)
def command(cls: type[C]) -> type[C]:
    """Make a frozen command class."""
    made: type[C] = dataclasses.dataclass(frozen=True, slots=True, kw_only=True)(cls)
    return made


Reason = Annotated[str, Asked("理由", long=True)]
Opinion = Annotated[str, Asked("意见", long=True)]
