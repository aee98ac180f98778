"""Help given: the interventions that count."""
