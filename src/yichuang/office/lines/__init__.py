"""The lines by which demands come from outside and answers go back: linked lines, Open311, the telephone exchange."""
