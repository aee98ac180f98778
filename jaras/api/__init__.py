"""The interface for other machines: the same actions, the same visibility."""
