"""The breakdown of duties as it is kept: lines, rule papers and goals, each with a chain of its own, and as a workbook."""
