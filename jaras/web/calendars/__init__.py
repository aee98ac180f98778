"""The page of a member's calendar."""
