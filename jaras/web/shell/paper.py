"""A template of ours drawn as a PDF, with the letters of the pages."""

import json
from pathlib import Path

FONTS = Path(__file__).parent / "static" / "shell" / "fonts"


def pdf(template: Path, said: object) -> bytes:
    """The PDF of a Typst template; it reads `said`, as JSON, from its input of that name."""
    import typst  # when first used: every process of the server would keep it

    told = json.dumps(said, ensure_ascii=False)
    made: bytes = typst.compile(str(template), sys_inputs={"said": told}, font_paths=[str(FONTS)])
    return made
