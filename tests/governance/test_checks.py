"""The policies of the house agree with its code, or the start says where they do not."""

from pathlib import Path

import pytest

from jaras.governance import checks, roles
from jaras.kernel.coded import coded_list


def test_the_policies_agree_with_the_code() -> None:
    assert checks.check_policies(app_configs=None) == []


def test_an_unknown_verb_is_named_with_its_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (
        (roles.FOLDER / "roles.yaml").read_text(encoding="utf-8").replace("intake.take:", "intake.tale:", 1)
    )
    path = tmp_path / "roles.yaml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(checks, "roles", lambda: coded_list(path))
    found = checks.check_policies(app_configs=None)
    assert any("roles.yaml, role operator" in error.msg and "'intake.tale'" in error.msg for error in found)


def test_a_role_without_a_sentence_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = (roles.FOLDER / "roles.yaml").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "roles.yaml"
    path.write_text(
        "\n".join(line for line in lines if "says_ar: يشعر من الميدان" not in line), encoding="utf-8"
    )
    monkeypatch.setattr(checks, "roles", lambda: coded_list(path))
    assert ["role field: says_ar" in error.msg for error in checks.check_policies(app_configs=None)] == [True]


def test_every_package_brings_its_verbs() -> None:
    heads = {verb.split(".")[0] for verb in checks.verbs_of_the_code()}
    assert {"governance", "people", "partners", "cases", "intake", "care", "outreach"} <= heads
