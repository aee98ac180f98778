"""The page on which nothing falls through: what is overdue, who was told, who answers for it."""
