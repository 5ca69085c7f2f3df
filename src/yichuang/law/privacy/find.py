"""One text, all that is found in it."""

from __future__ import annotations

from yichuang.law.privacy.bodily import bodily
from yichuang.law.privacy.codes import codes
from yichuang.law.privacy.columns import columns
from yichuang.law.privacy.mark import Kind, Mark, settled
from yichuang.law.privacy.numbers import numbers
from yichuang.law.privacy.persons import again, alone, beside, persons
from yichuang.law.privacy.places import places
from yichuang.law.privacy.reading import Reading
from yichuang.law.privacy.stopping import stopping


def find(text: str) -> tuple[Mark, ...]:
    """Every mark of a text in its order, none overlapping another; in linear time, whatever the text."""
    reading = Reading.of(text)
    numbered = list(numbers(reading))
    first = [*numbered, *codes(reading), *places(reading), *columns(reading)]
    first += [*persons(reading, numbered), *beside(reading, numbered)]
    first += alone(reading)
    first += again(reading, first)
    people = [mark for mark in settled(first) if mark.kind is Kind.NAME]
    return settled([*first, *bodily(reading, people), *stopping(reading)])
