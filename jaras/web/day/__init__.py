"""The page of a member's day."""
