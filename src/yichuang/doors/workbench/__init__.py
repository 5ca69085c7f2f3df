"""The workbench: officials' pages, an inbox ordered by what runs out first, one module per desk."""
