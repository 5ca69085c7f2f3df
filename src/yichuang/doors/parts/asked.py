"""A field of a public form from what a command asks for: one way for every door that is open to everybody."""

from __future__ import annotations

from typing import Any

from yichuang.law import cases as law


def field(
    ask: law.Ask, given: Any, wrong: law.Refused | None, *, required: bool | None = None
) -> dict[str, Any]:
    """Label, help, the box with what was typed, the error beside it; required as the command says unless told."""
    return {
        "name": ask.name, "label": ask.asked.label, "help": ask.asked.help, "type": "long" if ask.asked.long else "text",
        "required": not ask.optional if required is None else required, "value": given.get(ask.name, "") or "",
        "error": wrong.reason if wrong and wrong.field == ask.name else "",
    }  # fmt: skip
