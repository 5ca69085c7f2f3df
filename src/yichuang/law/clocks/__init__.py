"""Limits and their clocks: when time runs out, how much is used, which light shows, and why that day."""

from yichuang.law.clocks.count import (
    Due,
    Lights,
    day_of,
    due,
    due_date,
    instant_of,
    left,
    lights,
    midnight,
    spent,
)
from yichuang.law.clocks.explain import Day, explain
from yichuang.law.clocks.limit import CHINA, Clock, Limit, Malformed, Pause, Start, Unit

__all__ = [
    "CHINA",
    "Clock",
    "Day",
    "Due",
    "Lights",
    "Limit",
    "Malformed",
    "Pause",
    "Start",
    "Unit",
    "day_of",
    "due",
    "due_date",
    "explain",
    "instant_of",
    "left",
    "lights",
    "midnight",
    "spent",
]
