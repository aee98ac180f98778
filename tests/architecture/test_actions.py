"""Actions are called one way, leave one trace."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source import JARAS, called, calls, name_of, tree

# What stands beside actions without being one, each with its reason.
NOT_ACTIONS = {
    "calendars.forget_copy": "likewise, once nothing stands there",
    "calendars.keep_copy": "what we wrote on another server, so as to find it again",
    "care.refusals": "it answers what `record_many` would refuse; nothing is written",
    "cases.tell": "a line of the timeline, written inside the transaction of the action that calls it",
    "cases.tell_many": "the same as `tell`, for many lines",
    "governance.actor_of_token": "it makes the actor, so nobody acts yet; the row notes the use of the key",
    "governance.note_seen": "the row notes that a hand moved, like the use of a key",
    "hooks.begin": "it holds a row for one try; what the try brought is told",
    "hooks.tell": "it follows an event that is in the log already",
    "people.count_names": "it counts what is there; nobody is told of by a count",
    "people.lay_everybody": "the same index, made anew from the persons",
    "people.lay_many": "an index, written inside the transaction of the action that wrote the persons",
    "people.lift": "the same index, taken away with its persons",
    "people.pack_keys": "the same index, in fewer rows",
    "steering.check": "a comparison",
    "steering.mark": "it follows an event that is in the log already",
    "steering.settle": "it counts what events told",
    "territory.require_kind": "a refusal",
}
TRACES = {"publish", "publish_many"}


def packages() -> list[str]:
    return sorted({path.relative_to(JARAS).parts[0] for path in JARAS.glob("*/actions*")})


def sources(package: str) -> list[Path]:
    folder = JARAS / package / "actions"
    return sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def functions(package: str) -> dict[str, ast.FunctionDef]:
    found = [node for path in sources(package) for node in tree(path).body]
    return {node.name: node for node in found if isinstance(node, ast.FunctionDef)}


def public(package: str) -> Iterator[ast.FunctionDef]:
    """What other packages call: the names a folder exports, else every name without an underscore."""
    exported = set()
    for path in sources(package):
        for node in tree(path).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
                exported |= set(ast.literal_eval(node.value))
    for name, function in functions(package).items():
        if (
            name in exported if exported else not name.startswith("_")
        ) and f"{package}.{name}" not in NOT_ACTIONS:
            yield function


@pytest.mark.parametrize("package", packages())
def test_actions_take_keywords_with_by_and_at(package: str) -> None:
    wrong = []
    for function in public(package):
        keywords = {argument.arg for argument in function.args.kwonlyargs}
        if function.args.args or function.args.posonlyargs or not {"by", "at"} <= keywords:
            wrong.append(f"{name_of(JARAS / package)}: {function.name}")
    assert not wrong, "\n".join(
        [*wrong, "Begin its arguments with `*`, with `by: Actor` and `at: datetime`."]
    )


@pytest.mark.parametrize("package", packages())
def test_every_action_publishes_an_event(package: str) -> None:
    known = functions(package)
    silent = [function.name for function in public(package) if not _traced(function, known, set())]
    assert not silent, "\n".join(
        [*silent, "Publish what happened with jaras.kernel.events.publish, in the same transaction."]
    )


def _traced(function: ast.FunctionDef, known: dict[str, ast.FunctionDef], seen: set[str]) -> bool:
    """It publishes, or calls something of its package that does, or the action of another package."""
    seen.add(function.name)
    for call in calls(function):
        word = called(call)
        if word in TRACES or (any(keyword.arg == "by" for keyword in call.keywords) and _elsewhere(call)):
            return True
        if word in known and word not in seen and _traced(known[word], known, seen):
            return True
    return False


def _elsewhere(call: ast.Call) -> bool:
    """`cases.open_case(…)`: an action of an earlier package, which leaves the trace itself."""
    base = getattr(call.func, "value", None)
    if not isinstance(base, ast.Name) or base.id not in packages():
        return False
    return f"{base.id}.{called(call)}" not in NOT_ACTIONS


def test_the_exceptions_still_exist() -> None:
    for name in NOT_ACTIONS:
        package, _dot, function = name.partition(".")
        assert function in functions(package), f"{name} is gone: take it off NOT_ACTIONS."
