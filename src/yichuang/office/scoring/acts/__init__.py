"""The only writer of scores: rows kept from facts as they come, or all from the whole trail."""

from yichuang.office.scoring.acts.keeping import keep, rebuild

__all__ = ["keep", "rebuild"]
