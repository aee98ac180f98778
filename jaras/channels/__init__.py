"""One folder per channel: what arrives is kept and read, what leaves is handed over."""
