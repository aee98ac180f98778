"""Accueil: what arrives, what it asks of us, how we answer first."""
