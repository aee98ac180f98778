"""The two pages as a PDF, in French or in Arabic."""

from datetime import datetime
from pathlib import Path

from django.utils import translation

from jaras.kernel.actor import Actor
from jaras.web.intake.paper.content import content
from jaras.web.shell import paper

TEMPLATE = Path(__file__).parent / "watch.typ"


def pdf(language: str, *, to: Actor, at: datetime) -> bytes:
    """The watch as this reader may know it, at this instant."""
    with translation.override(language):
        said = content(to=to, at=at)
    return paper.pdf(TEMPLATE, said)
