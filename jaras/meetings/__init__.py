"""Meetings: who meets when, what was decided, which bells were hung there."""
