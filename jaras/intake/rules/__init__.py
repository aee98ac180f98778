"""What a report asks of us, how fast, by which steps."""
