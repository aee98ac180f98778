"""Whether a report asks for a seal, with what says so."""

from dataclasses import dataclass

from jaras.governance.roles import compartments
from jaras.intake.models import Report


@dataclass(frozen=True)
class SealProposed:
    """A compartment, because of these publics, these legal duties."""

    compartment: str
    publics: tuple[str, ...]
    duties: tuple[str, ...]


def seal_proposed(report: Report) -> SealProposed | None:
    """The first compartment whose publics or duties are those of the report; a person decides."""
    raised = {duty.code for duty in report.duties.all()}
    for each in compartments():
        publics = tuple(code for code in each["publics"] if code in report.target_groups)
        duties = tuple(code for code in each["duties"] if code in raised)
        if publics or duties:
            return SealProposed(each.code, publics, duties)
    return None
