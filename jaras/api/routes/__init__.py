"""The addresses of version 1, one subject a file."""
