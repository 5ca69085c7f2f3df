"""The kinds of case there are: one file and one line each."""

from yichuang.law.kinds.card import CARD
from yichuang.law.kinds.consultation import CONSULTATION
from yichuang.law.kinds.disclosure import DISCLOSURE
from yichuang.law.kinds.duty import DUTY
from yichuang.law.kinds.hearing import HEARING
from yichuang.law.kinds.information import INFORMATION
from yichuang.law.kinds.joint import JOINT
from yichuang.law.kinds.objection import OBJECTION
from yichuang.law.kinds.permit import PERMIT
from yichuang.law.kinds.task import TASK
from yichuang.law.kinds.ticket import TICKET
from yichuang.law.matters import Kind

KINDS: tuple[Kind, ...] = (
    PERMIT,
    JOINT,
    TASK,
    CARD,
    DUTY,
    TICKET,
    DISCLOSURE,
    OBJECTION,
    CONSULTATION,
    INFORMATION,
    HEARING,
)
BY_CODE = {kind.code: kind for kind in KINDS}
BORNE = [kind.code for kind in KINDS if kind.borne]
"""The kinds whoever shows number and query code stands in as the one who brought it."""
