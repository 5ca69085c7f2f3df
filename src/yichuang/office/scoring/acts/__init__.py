"""The only writer of scores: rows kept from facts as they come, or all from the whole trail."""

from yichuang.office.scoring.acts.keeping import KEPT, keep, rebuild

__all__ = ["KEPT", "keep", "rebuild"]
