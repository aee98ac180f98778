"""What may be done with the directory."""

from enum import StrEnum


class PartnersVerb(StrEnum):
    READ = "partners.read"
    AMEND = "partners.amend"
    PLACES = "partners.places"
