"""Programs of others that a proof needs, installed where that is ours to do."""

import os
import shutil
import subprocess


def program(name: str, package: str) -> str:
    """Where it is; a proof that cannot have it ends in a sentence."""
    places = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
    found = shutil.which(name, path=places)
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "-qq", *words], env=quiet, check=False, capture_output=True)
        found = shutil.which(name, path=places)
    if found is None:
        raise SystemExit(f"This proof needs {name}: install it (Debian: {package}).")
    return found
