"""What is handed over to a person, on paper."""
