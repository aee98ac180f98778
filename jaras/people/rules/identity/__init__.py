"""Is this person already known? What two descriptions have in common, weighed."""
