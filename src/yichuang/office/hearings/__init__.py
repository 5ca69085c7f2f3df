"""Hearings: convened by themselves or by the licence they belong to, shown to all, their minutes and reports led back to the decision."""
