"""What changed between two versions, what counts as a signature, which states follow which."""

import pytest

from jaras.inclusion.rules import (
    PROJECT,
    Change,
    GoalSaid,
    ProjectState,
    StepSaid,
    compare,
    compare_texts,
    is_blank,
)
from jaras.kernel.workflow import IllegalMove, ReasonMissing, target
from tests import factories


def goal(thread: str, said: str = "", *steps: tuple[str, str]) -> GoalSaid:
    return GoalSaid(thread, said or thread, tuple(StepSaid(*step) for step in steps))


def changes(before: list[GoalSaid], after: list[GoalSaid]) -> list[tuple[str, str]]:
    return [(each.text.after or each.text.before, each.text.change.value) for each in compare(before, after)]


def test_the_same_goals_are_kept() -> None:
    found = compare([goal("a"), goal("b")], [goal("a"), goal("b")])
    assert all(each.untouched for each in found)


def test_a_new_goal_is_added_an_old_one_removed() -> None:
    assert changes([goal("a"), goal("b")], [goal("b"), goal("c")]) == [
        ("b", Change.KEPT),
        ("c", Change.ADDED),
        ("a", Change.REMOVED),
    ]


def test_other_words_under_the_same_thread_are_a_change() -> None:
    (found,) = compare([goal("a", "Un toit")], [goal("a", "Un toit près de ma sœur")])
    assert (found.text.change, found.text.before) == (Change.CHANGED, "Un toit")


def test_two_goals_that_change_places_have_moved() -> None:
    assert changes([goal("a"), goal("b"), goal("c")], [goal("b"), goal("a"), goal("c")]) == [
        ("b", Change.MOVED),
        ("a", Change.MOVED),
        ("c", Change.KEPT),
    ]


def test_a_goal_taken_out_does_not_move_the_others() -> None:
    assert changes([goal("a"), goal("b")], [goal("b")])[0] == ("b", Change.KEPT)


def test_steps_are_compared_within_their_goal() -> None:
    (found,) = compare(
        [goal("a", "", ("1", "appeler"), ("2", "signer"))],
        [goal("a", "", ("2", "signer le bail"), ("3", "emménager"))],
    )
    assert [step.change for step in found.steps] == [Change.CHANGED, Change.ADDED, Change.REMOVED]
    assert not found.untouched


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [("", "", "kept"), ("", "x", "added"), ("x", "", "removed"), ("x", "y", "changed"), ("x", "x", "kept")],
)
def test_texts_are_compared(before: str, after: str, change: str) -> None:
    assert compare_texts(before, after).change == change


def test_an_empty_frame_is_no_signature() -> None:
    assert is_blank(factories.picture(blank=True))
    assert not is_blank(factories.picture())


@pytest.mark.parametrize(
    ("source", "verb"),
    [
        ("agreed", "agree"),
        ("revised", "start"),
        ("left", "revise"),
        ("active", "carry_on"),
        ("drafting", "achieve"),
    ],
)
def test_what_the_table_does_not_have_is_refused(source: str, verb: str) -> None:
    with pytest.raises(IllegalMove):
        PROJECT.find(source, verb)


def test_whoever_leaves_says_why() -> None:
    with pytest.raises(ReasonMissing):
        target(PROJECT, ProjectState.ACTIVE, "leave")
