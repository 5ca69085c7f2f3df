"""The catalogue in law: what a guide must say, what a local edition may change, how a matter lives and ends."""

from yichuang.law.catalogue.difference import Change, Piece, difference, wording
from yichuang.law.catalogue.finding import Finding
from yichuang.law.catalogue.life import (
    HANDED_OVER,
    MILDER,
    Draft,
    DropDraft,
    End,
    Item,
    Publish,
    Receive,
    Review,
    SaveDraft,
    Scene,
    TakeBack,
    apply,
    decide,
    fold,
)
from yichuang.law.catalogue.lint import Contact, is_phone, lint, steps_fit, worked
from yichuang.law.catalogue.lint_joint import stages_fit
from yichuang.law.catalogue.standard import harder

__all__ = [
    "HANDED_OVER",
    "MILDER",
    "Change",
    "Contact",
    "Draft",
    "DropDraft",
    "End",
    "Finding",
    "Item",
    "Piece",
    "Publish",
    "Receive",
    "Review",
    "SaveDraft",
    "Scene",
    "TakeBack",
    "apply",
    "decide",
    "difference",
    "fold",
    "harder",
    "is_phone",
    "lint",
    "stages_fit",
    "steps_fit",
    "wording",
    "worked",
]
