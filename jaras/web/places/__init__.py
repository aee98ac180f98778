"""The board of places: what is free tonight, who keeps it, for whom."""
