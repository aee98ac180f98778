"""What registers read."""

from jaras.registers.queries.registers import (
    every_fault,
    faults_page,
    is_last,
    listed,
    opened,
    wrong,
)

__all__ = ["every_fault", "faults_page", "is_last", "listed", "opened", "wrong"]
