"""Pages of members: signing in, invitations, the watch, administration."""
