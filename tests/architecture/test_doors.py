"""Pages, interfaces and channels write nothing themselves: every write goes through an action."""

import ast
from collections.abc import Iterator

from tests.architecture.source import calls, modules, name_of, tree

READERS = ("web", "api", "channels")
ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create", "save_checked"}
ON_ROWS = {"create", "update", "delete", "save"}
# Words that make rows, so that `dict.update` or the session are not taken for writes.
ROWS = {"objects", "filter", "exclude", "all", "visible_to", "_default_manager", "select_related", "order_by"}


def test_no_write_call_in_pages_interfaces_channels() -> None:
    found = [f"{name_of(path)}:{call.lineno}" for path in modules(*READERS) for call in writes(tree(path))]
    assert not found, "\n".join(
        [*found, "Write an action in the package that owns the rows, with `by` and `at`; call it here."]
    )


def writes(module: ast.Module) -> Iterator[ast.Call]:
    for call in calls(module):
        if isinstance(call.func, ast.Attribute):
            verb, words = call.func.attr, {getattr(node, "attr", "") for node in ast.walk(call.func.value)}
            bare_save = verb == "save" and isinstance(call.func.value, ast.Name) and not call.args
            if verb in ALWAYS or (verb in ON_ROWS and words & ROWS) or bare_save:
                yield call


def test_a_write_would_be_seen() -> None:
    source = (
        "Member.objects.filter(pk=1).update(name='x')\n"
        "row.save_checked('a')\n"
        "member.save()\n"
        "Watch.objects.create(holder=1)\n"
        "words.update(a=1)\n"
        "image.save(out, 'PNG')\n"
    )
    assert [call.lineno for call in writes(ast.parse(source))] == [1, 2, 3, 4]
