"""Every page compiled before the first visitor comes, from what an earlier start left."""

import logging
from pathlib import Path

from django.template import engines
from jinja2 import Environment, FileSystemBytecodeCache


def compile_pages(*, kept_in: Path) -> int:
    """Load all templates into this process, through a folder of compiled ones; how many."""
    environment: Environment = engines.all()[0].env  # type: ignore[attr-defined]
    names = environment.list_templates()
    try:
        kept_in.mkdir(exist_ok=True)
        if environment.cache is not None:
            environment.cache.clear()
        environment.bytecode_cache = FileSystemBytecodeCache(str(kept_in))
        for name in names:
            environment.get_template(name)
    except OSError as error:
        # A full disk must not keep the house closed: pages are then compiled when they are asked for.
        logging.getLogger(__name__).warning("Compiled pages cannot be kept: %s", error)
    finally:
        environment.bytecode_cache = None
    return len(names)
