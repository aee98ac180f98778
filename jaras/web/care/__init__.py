"""Pages of care: what a case shows of the diagnosis, of needs, of help."""
