"""How fast the pages are, beside the plainest Django page on the same rows in the same run."""
