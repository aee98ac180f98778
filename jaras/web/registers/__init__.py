"""Pages of the registers of the past."""
