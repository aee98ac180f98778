"""What care reads."""

from jaras.care.queries.interventions import done_by_pole, of_case, of_report

__all__ = ["done_by_pole", "of_case", "of_report"]
