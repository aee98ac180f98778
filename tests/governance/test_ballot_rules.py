"""How votes are counted: by nobody's order, at the very edge of a share, under the quorum."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from jaras.governance.rules.ballots import Choice, Method, Why, may_close, result

CHOICES = st.lists(st.sampled_from(Choice), max_size=12)
METHODS = st.sampled_from(Method)
SHARES = st.fractions(min_value=Fraction(1, 2), max_value=1, max_denominator=5)


@given(CHOICES, METHODS, SHARES, st.integers(1, 8), st.randoms())
def test_the_order_of_votes_does_not_matter(choices, method, share, quorum, chance) -> None:  # type: ignore[no-untyped-def]
    mixed = list(choices)
    chance.shuffle(mixed)
    said = {"voters": 12, "quorum": quorum, "threshold": share}
    assert result(method, choices, **said) == result(method, mixed, **said)


@given(CHOICES, METHODS, SHARES)
def test_one_more_for_never_turns_a_yes_into_a_no(choices, method, share) -> None:  # type: ignore[no-untyped-def]
    before = result(method, choices, voters=13, threshold=share)
    after = result(method, [*choices, Choice.FOR], voters=13, threshold=share)
    assert after.adopted or not before.adopted


@given(CHOICES, METHODS, SHARES)
def test_one_more_against_never_turns_a_no_into_a_yes(choices, method, share) -> None:  # type: ignore[no-untyped-def]
    before = result(method, choices, voters=13, threshold=share)
    after = result(method, [*choices, Choice.AGAINST], voters=13, threshold=share)
    assert before.adopted or not after.adopted


@given(CHOICES, st.integers(1, 5), METHODS)
def test_abstentions_weigh_for_the_quorum_alone(choices, more, method) -> None:  # type: ignore[no-untyped-def]
    abstained = [*choices, *[Choice.ABSTAIN] * more]
    quorum = len(abstained)
    decided = [each for each in choices if each is not Choice.ABSTAIN]
    said = result(method, abstained, voters=20, quorum=quorum)
    assert said.adopted == result(method, decided, voters=20, quorum=len(decided)).adopted
    assert result(method, abstained, voters=20, quorum=quorum + 1).why is Why.NO_QUORUM


@given(st.integers(1, 30), SHARES)
def test_a_share_is_reached_exactly(cast, share) -> None:  # type: ignore[no-untyped-def]
    for votes_for in range(cast + 1):
        choices = [Choice.FOR] * votes_for + [Choice.AGAINST] * (cast - votes_for)
        said = result(Method.QUALIFIED, choices, voters=cast, threshold=share)
        assert said.adopted == (Fraction(votes_for, cast) >= share)


def test_a_tie_is_not_adopted() -> None:
    said = result(Method.SIMPLE, [Choice.FOR, Choice.AGAINST], voters=2)
    assert (said.adopted, said.why) == (False, Why.NOT_MORE_FOR)


def test_one_objection_is_enough_until_it_is_withdrawn() -> None:
    choices = [Choice.FOR] * 8 + [Choice.AGAINST]
    assert result(Method.CONSENT, choices, voters=9).why is Why.OBJECTION
    assert result(Method.CONSENT, choices, voters=9, withdrawn=1).adopted


def test_consent_closes_once_every_objection_is_answered() -> None:
    assert not may_close(Method.CONSENT, ["withdrawn", ""])
    assert may_close(Method.CONSENT, ["withdrawn", "maintained"])
    assert may_close(Method.SIMPLE, [""])
