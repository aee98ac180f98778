"""Makes the private environment of a clone with the standard library alone, then hands over to it."""

import os
import shutil
import subprocess  # nosec B404 - started by name, never through a shell
import sys
from collections.abc import Sequence
from pathlib import Path

from jaras.ops.steps import Failure, Steps, alone

ROOT = Path(__file__).resolve().parents[2]
# Its option `--python` came with 22.3.
PIP_INSTALLS_ELSEWHERE = (
    "import pip; assert [int(part) for part in pip.__version__.split('.')[:2]] >= [22, 3]"
)
# Packages that some commands need, or whose licences one reads: once installed they stay.
EXTRAS = ("registry", "roster")
COMMANDS_WITH = {"registry": ("registry",), "roster": ("roster",), "docs": EXTRAS}
COMMANDS_WITH_TEST_TOOLS = {"test", "proof", "picture", "lock", "bench", "access_table"}


def launch(arguments: list[str]) -> int:
    # Without compiled modules on disk, every process would compile a thousand of them again: 1.5 s each.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    environment = Environment(ROOT)
    command = arguments[0] if arguments else ""
    try:
        with alone(ROOT / ".jaras" / "setup.lock"):
            environment.prepare(
                with_test_tools=command in COMMANDS_WITH_TEST_TOOLS,
                extras=COMMANDS_WITH.get(command, ()),
            )
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    python = str(environment.python)
    os.execv(python, [python, "-P", "-m", "jaras.ops.cli", *arguments])  # nosec B606 - our own words, no shell


class Environment:
    """The `.venv` of a clone: the locked packages, with Jaras itself in editable form."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"
        self.uv = self.folder / "bin" / "uv"
        self.steps = Steps(self.folder / "stamps")

    def prepare(self, *, with_test_tools: bool, extras: Sequence[str] = ()) -> None:
        runtime, test, setup = (self.root / f"requirements{kind}.lock" for kind in ("", "-test", "-setup"))
        base = f"{self.root} {sys.version_info[:2]} {os.path.realpath(sys.executable)}".encode()
        self.steps.once(
            "environment", [base], self.make, "Making a private environment", ready=self.python.exists
        )
        self.steps.once("installer", [setup], lambda: self.fetch_installer(setup), "Fetching the installer")
        locks = [setup, runtime]
        if with_test_tools or (self.steps.stamps / "packages-test").exists():
            locks.append(test)
        held = [each for each in EXTRAS if each in extras or (self.steps.stamps / each).exists()]
        more = {each: self.root / f"requirements-{each}.lock" for each in held}
        locks += more.values()
        # Tools once installed stay: the runtime does not bounce between two sets.
        name, title = ("packages-test", " with the test tools") if test in locks else ("packages", "")
        self.steps.once(name, locks, lambda: self.synchronise(locks), f"Installing the packages{title}")
        for extra, lock in more.items():
            self.steps.mark(extra, [lock])
        # Synchronising takes away what no lock names, Jaras itself included.
        self.steps.once(
            "project", [self.root / "pyproject.toml", *locks], self.install_project, "Installing Jaras itself"
        )

    def make(self) -> None:
        if self.folder.exists():
            shutil.rmtree(self.folder)
        advice = "The environment could not be made: install Python's venv module (Debian: python3-venv)"
        if shutil.which("uv") and not _runs("import ensurepip"):
            self.call(["uv", "venv", "--quiet", "--seed", "--python", sys.executable, self.folder], advice)
        else:  # copying pip takes longer than all that it does for us
            without = ["--without-pip"] if _runs(PIP_INSTALLS_ELSEWHERE) else []
            self.call([sys.executable, "-m", "venv", *without, self.folder], advice)

    def fetch_installer(self, lock: Path) -> None:
        own = (self.folder / "bin" / "pip").exists()
        pip = [self.python, "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", self.python]
        self.call(
            [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
            + ["--require-hashes", "--only-binary", ":all:", "--requirement", lock],
            "The installer could not be fetched: check the network, then the index settings of pip",
        )

    def synchronise(self, locks: list[Path]) -> None:
        quiet = [] if sys.stderr.isatty() else ["--quiet"]
        self.call(
            [self.uv, "pip", "sync", "--python", self.python, "--require-hashes"]
            + ["--only-binary", ":all:", *quiet, *locks],
            "The packages could not be installed: check the network, then the index settings of uv",
        )

    def install_project(self) -> None:
        self.call(
            [self.uv, "pip", "install", "--quiet", "--python", self.python, "--no-deps", "--offline"]
            + ["--no-build-isolation", "--reinstall", "--editable", self.root],
            "Jaras could not be installed: mend what its builder says above",
        )

    def call(self, command: Sequence[object], advice: str) -> None:
        try:
            subprocess.run([str(word) for word in command], check=True, cwd=self.root)  # nosec B603 - our own words, no shell
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            raise Failure(f"{advice}, then run this again.") from error


def _runs(statement: str) -> bool:
    command = [sys.executable, "-c", statement]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # nosec B603 - our own words, no shell
