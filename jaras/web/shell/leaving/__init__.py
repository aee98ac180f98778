"""Files that members take out of the house."""

from jaras.web.shell.leaving.asking import taken_out
from jaras.web.shell.leaving.tables import Row, Sheet, as_csv, as_xlsx, mark

__all__ = ["Row", "Sheet", "as_csv", "as_xlsx", "mark", "taken_out"]
