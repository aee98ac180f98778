"""What the territory decides without a database."""
