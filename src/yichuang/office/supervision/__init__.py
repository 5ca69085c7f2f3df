"""Supervision: rules of regions, what each open case waits to be found for, kept counters. It costs what changes."""
