"""What a committee decided on one file, on paper."""
