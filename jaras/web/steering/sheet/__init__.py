"""The two pages of the month for the governor, drawn."""
