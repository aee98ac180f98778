"""Of whom a word in the wrong ear may be a danger."""

# The reporter may be the one to fear: they learn that we know, never what we do.
SENSITIVE_GROUPS = frozenset({"FVV", "EVV", "EAB", "VTH", "FSD", "MCL", "ESR"})
SENSITIVE_DUTIES = frozenset({"LD2", "LD4", "LD6"})
