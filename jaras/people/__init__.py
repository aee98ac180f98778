"""Persons, known, partly known or unknown."""
