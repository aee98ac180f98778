"""Pages of committees: their composition, the room of a session."""
