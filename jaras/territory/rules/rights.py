"""What one may do with the territory."""

from enum import StrEnum


class TerritoryVerb(StrEnum):
    SETTINGS = "territory.settings"  # choose the province, name the cell, add places, import boundaries
