"""Agents 代办: who may act for whom, on which written authorisation, and what was done under it."""
