"""What the interface reads, what it gives."""
