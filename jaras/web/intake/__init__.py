"""Pages of the watch: the desk, the call form, the report."""
