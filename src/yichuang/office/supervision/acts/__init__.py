"""The only writer of supervision: rules adopted, facts observed, instants ticked, cards issued."""

from yichuang.office.supervision.acts.ruling import adopt, issue
from yichuang.office.supervision.acts.watching import card_of, key_of, look, observe, rebuild, steady, tick

__all__ = ["adopt", "card_of", "issue", "key_of", "look", "observe", "rebuild", "steady", "tick"]
