"""Committees in session: the right institutions at once, about one file, for the hour of it."""
