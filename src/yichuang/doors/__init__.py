"""The doors let people in: pages, API, timer and command line. No decisions, no writes but acts."""
