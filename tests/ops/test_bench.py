"""What Jaras is measured beside starts, too."""

import os
import subprocess
import sys

from jaras.ops.repository import repository_root


def test_the_bare_pages_start() -> None:
    """They share the models, without the pages and accounts of the product."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.bare_settings"}
    command = [sys.executable, "-c", "from bench.bare import application"]
    done = subprocess.run(
        command, cwd=repository_root(), env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
