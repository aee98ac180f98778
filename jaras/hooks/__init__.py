"""Webhooks out: signed news of what happened, for the programs of others."""
