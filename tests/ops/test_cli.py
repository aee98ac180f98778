"""The console command: which verbs there are, how a wrong one is answered."""

import pytest

from jaras.ops import cli


def test_every_command_says_what_it_does() -> None:
    commands = cli.commands()
    assert {"run", "worker", "setup", "test", "proof", "manage", "messages", "lock"} <= set(commands)
    assert all(commands.values())


def test_modules_without_a_main_are_no_commands() -> None:
    assert not {"steps", "place", "supervise", "launcher", "cli"} & set(cli.commands())


def test_an_unknown_command_is_answered_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["runn"]) == 2
    told = capsys.readouterr().err
    assert "There is no command 'runn'." in told
    assert "  run " in told


def test_help_lists_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["help"]) == 0
    assert "  worker " in capsys.readouterr().out
