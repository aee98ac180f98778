"""The two pages as a PDF, in French or in Arabic."""

import json
from datetime import datetime
from pathlib import Path

import typst
from django.utils import translation

from jaras.kernel.actor import Actor
from jaras.web.intake.paper.content import content
from jaras.web.shell import moments

TEMPLATE = Path(__file__).parent / "watch.typ"
FONTS = Path(moments.__file__).parent / "static" / "shell" / "fonts"


def pdf(language: str, *, to: Actor, at: datetime) -> bytes:
    """The watch as this reader may know it, at this instant."""
    with translation.override(language):
        said = json.dumps(content(to=to, at=at), ensure_ascii=False)
    made: bytes = typst.compile(str(TEMPLATE), sys_inputs={"said": said}, font_paths=[str(FONTS)])
    return made
