"""What every address says in the same words."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

Words = Annotated[str, Field(max_length=20_000)]
Id = Annotated[int, Field(gt=0, lt=2**63)]
AFTER = "Give it back as `after` for what follows; empty at the end."


class Problem(Schema):
    """What was wrong, in one sentence."""

    detail: str
    field: str = ""
