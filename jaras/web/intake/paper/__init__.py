"""The watch on two pages of paper, for the hour when the power fails."""
