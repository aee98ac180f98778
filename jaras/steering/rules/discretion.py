"""Small numbers betray somebody: hidden from whoever may not see the list behind them."""

from collections.abc import Collection, Mapping

LEAST = 5


def is_small(number: int) -> bool:
    """Nothing betrays nobody; few betray somebody."""
    return 0 < number < LEAST


def hidden(counts: Mapping[str, int], *, adds_up: bool, forced: Collection[str] = ()) -> frozenset[str]:
    """Which of these numbers to hide, so that no subtraction from their total tells one of them.

    Where they add up, one hidden number alone would be the difference: the next smallest are hidden too,
    until each of the hidden could be five or more, as far as anybody can tell.
    """
    chosen = {value for value, number in counts.items() if is_small(number) or (number and value in forced)}
    if chosen and adds_up:
        for _number, value in sorted((number, value) for value, number in counts.items() if number):
            if not betrayed(counts, chosen):
                break
            chosen.add(value)
    return frozenset(chosen)


def betrayed(counts: Mapping[str, int], chosen: Collection[str]) -> bool:
    """Whether a subtraction would tell of one of the hidden numbers that it is small, or which it is."""
    left = sum(counts[value] for value in chosen)
    return bool(chosen) and (len(chosen) == 1 or left - (len(chosen) - 1) < LEAST)
