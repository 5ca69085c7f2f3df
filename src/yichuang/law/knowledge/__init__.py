"""The knowledge base 知识库 in law: what an answer must say, who publishes it, by when it is reviewed, when it is no longer given."""

from yichuang.law.knowledge.answer import FIELDS, Answer, read
from yichuang.law.knowledge.check import check
from yichuang.law.knowledge.duty import BASIS, USUAL, Duty
from yichuang.law.knowledge.item import Dispute, Draft, Edition, Item, Status, in_force, light, status
from yichuang.law.knowledge.life import (
    Approve,
    Drop,
    Keep,
    Report,
    Return,
    Save,
    Scene,
    Settle,
    Withdraw,
    apply,
    decide,
    fold,
)

__all__ = [
    "BASIS",
    "FIELDS",
    "USUAL",
    "Answer",
    "Approve",
    "Dispute",
    "Draft",
    "Drop",
    "Duty",
    "Edition",
    "Item",
    "Keep",
    "Report",
    "Return",
    "Save",
    "Scene",
    "Settle",
    "Status",
    "Withdraw",
    "apply",
    "check",
    "decide",
    "fold",
    "in_force",
    "light",
    "read",
    "status",
]
