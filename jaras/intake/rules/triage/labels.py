"""The labels that resemblance speaks of, in the order of their weights."""

URGENCIES = ("IMMEDIAT", "24H", "SEMAINE", "AUCUNE")
KINDS = ("SIGNALEMENT", "DOLEANCE", "OBSERVATION", "IDEE", "DEMANDE", "HORS", "MALVEILLANT")
GROUPS = (
    *("FSD", "FVV", "MCL", "EAB", "ESR", "EVV", "MNS", "JND", "PAI", "SAB"),
    *("PTM", "PSH", "ADD", "MEN", "EXD", "MLD", "MIG", "PAS", "VTH", "FAM"),
)
POLES = ("ACC", "MED", "JUR", "EDU", "ECO")
LABELS = (
    *(f"u:{code}" for code in URGENCIES),
    *(f"k:{code}" for code in KINDS),
    *(f"g:{code}" for code in GROUPS),
    *(f"p:{code}" for code in POLES),
)
