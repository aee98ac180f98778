"""Every write of steering."""

from jaras.steering.actions.exporting import export
from jaras.steering.actions.repairing import check, repair
from jaras.steering.actions.settling import mark, settle

__all__ = ["check", "export", "mark", "repair", "settle"]
