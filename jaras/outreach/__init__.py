"""Answers to those who spoke to us."""
