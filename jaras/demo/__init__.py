"""A territory told through the actions, with invented people."""
