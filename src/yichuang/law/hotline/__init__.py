"""The hotline's rules: limits by class and way with their papers, what is the same demand, when many demands are one incident."""

from yichuang.law.hotline.figures import NAMES, RESPONSE, Counted, Figure, counted, counts, ratios, risen
from yichuang.law.hotline.incident import NEAR as AROUND
from yichuang.law.hotline.incident import WITHIN, Call, Incident, incident
from yichuang.law.hotline.likeness import NEAR, Known, Likeness, likely_same, metres, same_words
from yichuang.law.hotline.span import Span, month_of, week_of
from yichuang.law.hotline.telephone import CallFigures, Heard, PhoneCall, Signal, call_of, figures
from yichuang.law.hotline.terms import USUAL, Terms, read

__all__ = [
    "AROUND",
    "NAMES",
    "NEAR",
    "RESPONSE",
    "USUAL",
    "WITHIN",
    "Call",
    "CallFigures",
    "Counted",
    "Figure",
    "Heard",
    "Incident",
    "Known",
    "Likeness",
    "PhoneCall",
    "Signal",
    "Span",
    "Terms",
    "call_of",
    "counted",
    "counts",
    "figures",
    "incident",
    "likely_same",
    "metres",
    "month_of",
    "ratios",
    "read",
    "risen",
    "same_words",
    "week_of",
]
