"""What the launcher repeats, what it leaves alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from jaras.ops import launcher
from jaras.ops.launcher import EXTRAS, Environment
from jaras.ops.steps import Failure, Steps, fingerprint

ROOT = Path(launcher.ROOT)


@pytest.fixture
def steps(tmp_path: Path) -> Steps:
    return Steps(tmp_path / "stamps")


def test_a_step_is_repeated_only_when_its_inputs_change(steps: Steps, tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    done: list[str] = []
    for content in ("one", "one", "two"):
        lock.write_text(content)
        steps.once("install", [lock], lambda: done.append(lock.read_text()))
    assert done == ["one", "two"]


def test_a_step_whose_result_is_gone_is_repeated(steps: Steps) -> None:
    assert steps.once("fonts", [b"same"], lambda: None)
    assert not steps.once("fonts", [b"same"], lambda: None)
    assert steps.once("fonts", [b"same"], lambda: None, ready=lambda: False)


def test_a_step_that_failed_is_tried_again(steps: Steps) -> None:
    def fail() -> None:
        raise Failure("no network")

    steps.once("install", [b"one"], lambda: None)
    with pytest.raises(Failure):
        steps.once("install", [b"two"], fail)
    assert steps.once("install", [b"one"], lambda: None), "what a failure left behind is not trusted"


def test_a_renamed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    before, after = tmp_path / "a.css", tmp_path / "b.css"
    before.write_text("same")
    after.write_text("same")
    assert fingerprint([before]) != fingerprint([after])


def test_a_folder_counts_with_everything_below_it(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    before = fingerprint([tmp_path])
    (tmp_path / "deep" / "new.css").write_text("")
    assert fingerprint([tmp_path]) != before


def test_the_failure_of_a_tool_becomes_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Failure, match=r"^Check the network, then run this again\.$"):
        Environment(tmp_path).call([sys.executable, "-c", "raise SystemExit(3)"], "Check the network")


@pytest.mark.parametrize("extra", EXTRAS)
def test_packages_of_an_extra_come_when_asked_for_then_stay(
    extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("", "-test", "-setup", "-registry", "-roster"):
        (tmp_path / f"requirements{kind}.lock").write_text(kind)
    (tmp_path / "pyproject.toml").write_text("")
    asked: list[list[str]] = []
    environment = Environment(tmp_path)
    monkeypatch.setattr(environment, "make", lambda: None)
    monkeypatch.setattr(environment, "fetch_installer", lambda _lock: None)
    monkeypatch.setattr(environment, "install_project", lambda: None)
    monkeypatch.setattr(environment, "synchronise", lambda locks: asked.append([each.stem for each in locks]))
    environment.prepare(with_test_tools=False)
    environment.prepare(with_test_tools=False, extras=(extra,))
    environment.prepare(with_test_tools=False)
    assert asked == [
        ["requirements-setup", "requirements"],
        ["requirements-setup", "requirements", f"requirements-{extra}"],
    ]


@pytest.mark.parametrize(
    "path",
    ["run", "jaras/__init__.py", "jaras/ops/__init__.py", "jaras/ops/launcher.py", "jaras/ops/steps.py"],
)
def test_the_launcher_needs_the_standard_library_alone(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text())
    modules = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    modules |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    own = {"jaras.ops.launcher", "jaras.ops.steps"}
    foreign = {name for name in modules - own if name.split(".")[0] not in sys.stdlib_module_names}
    assert foreign == set()


def test_run_says_what_it_needs_to_an_old_python() -> None:
    script = (ROOT / "run").read_text().replace("(3, 11)", "(99, 0)").replace("python3.%d", "python99.%d")
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.strip() == "Jaras needs Python 3.11 or newer: install it, then run this again."


@pytest.mark.parametrize(
    "lock",
    [
        "requirements.lock",
        "requirements-registry.lock",
        "requirements-roster.lock",
        "requirements-test.lock",
        "requirements-setup.lock",
        "requirements-node.lock",
        "requirements-outside.lock",
    ],
)
def test_locks_name_no_address_and_hash_everything(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    entries = text.replace("\\\n", "").splitlines()
    pinned = [line for line in entries if "==" in line]
    assert pinned
    assert all("--hash=sha256:" in line for line in pinned)


def test_the_npm_lock_names_no_registry() -> None:
    text = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in text
    assert '"integrity"' in text
