"""What is overdue: who is told, by which way, who answers for it."""
