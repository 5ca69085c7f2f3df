"""The watchroom: supervision live, its cards and rules, scores, analysis, the past."""
