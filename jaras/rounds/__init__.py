"""Rounds (maraudes): a team on a route, those it met."""
