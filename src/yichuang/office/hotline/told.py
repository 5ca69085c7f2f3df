"""What a caller is told of his own ticket: its answers, or those of the ticket it was merged into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.law.facts import AnsweredDirectly, EmergencyTransferred, Entry, OtherWayTold, TicketAnswered
from yichuang.law.hotline_words import Solved
from yichuang.office.cases.reads import Sheet
from yichuang.office.directory import reads as directory
from yichuang.office.trail import reads as trail


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: by whom, when, in which words, and whether the body calls it solved."""

    at: datetime
    by: str
    words: str
    solved: Solved | None = None
    plan: str = ""
    plan_on: date | None = None


def answers(entries: Iterable[Entry], home: str, names: Mapping[str, str] | None = None) -> list[Answer]:
    """What was answered, oldest first; the names of the bodies are asked for unless they are known."""
    told = [x for x in entries if isinstance(x.fact, _ANSWERING)]
    names = directory.body_names({x.by.body or home for x in told}) if names is None else names
    return [_answer(x, names.get(x.by.body or home, "")) for x in told]


_ANSWERING = (AnsweredDirectly, OtherWayTold, EmergencyTransferred, TicketAnswered)


def _answer(entry: Entry, name: str) -> Answer:
    fact = entry.fact
    if isinstance(fact, TicketAnswered):
        return Answer(entry.at, name, str(fact.words), fact.solved, fact.plan, fact.plan_on)
    words = str(fact.words) if isinstance(fact, AnsweredDirectly) else fact.sentence()
    return Answer(entry.at, name, words)


def of_main(sheet: Sheet, told: Sequence[Answer]) -> list[Answer]:
    """The answers to the ticket this one was merged into, when its own are none: its caller was told the same."""
    ticket = sheet.case.ticket
    assert ticket is not None
    if told or not ticket.merged_into or not ticket.answered_on:
        return list(told)
    return answers(trail.entries(ticket.merged_into, texts=True), ticket.home)
