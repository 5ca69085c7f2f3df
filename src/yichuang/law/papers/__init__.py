"""What each notice (文书) must say before it may be issued, and how it is worded."""

from collections.abc import Mapping
from types import MappingProxyType

from yichuang.law.papers.deciding import DECIDING
from yichuang.law.papers.document import Block, Document, Items, Layout, Paragraph, Table, chinese_date
from yichuang.law.papers.informing import INFORMING
from yichuang.law.papers.joint import JOINT
from yichuang.law.papers.licences import LICENCES
from yichuang.law.papers.paper import Column, Demand, Each, Grid, Pairs, Paper, Part, Say
from yichuang.law.papers.receiving import RECEIVING
from yichuang.law.papers.replying import REPLYING
from yichuang.law.papers.reviewing import REVIEWING
from yichuang.law.papers.writing import Gap, Incomplete, gaps, missing, remedies, write

PAPERS: Mapping[str, Paper] = MappingProxyType(
    {
        paper.code: paper
        for paper in (*RECEIVING, *REVIEWING, *DECIDING, *LICENCES, *JOINT, *INFORMING, *REPLYING)
    }
)
"""Every paper, by code: a closed list."""


def compose(code: str, content: Mapping[str, object]) -> Document:
    """Write the paper of this code. Raises Incomplete with every gap, or KeyError."""
    return write(PAPERS[code], content)


__all__ = [
    "PAPERS",
    "Block",
    "Column",
    "Demand",
    "Document",
    "Each",
    "Gap",
    "Grid",
    "Incomplete",
    "Items",
    "Layout",
    "Pairs",
    "Paper",
    "Paragraph",
    "Part",
    "Say",
    "Table",
    "chinese_date",
    "compose",
    "gaps",
    "missing",
    "remedies",
]
