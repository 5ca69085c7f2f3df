"""Openness at the office: the breakdown of duties to persons, their days, and what is public, searchable by everybody."""
