"""What takes longer than a test: crashes, attacks, outside programs."""
