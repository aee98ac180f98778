"""The best plan of the watch, found by HiGHS where the extra `roster` is installed."""

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from jaras.governance.rules.making import Load, Made, Wanted, night_runs, tired, unevenness

Key = tuple[int, int]  # a member, the place of a post


def can_solve() -> bool:
    return find_spec("highspy") is not None


def solve(wanted: Wanted, *, seconds: float) -> Made:
    """As many turns held as can be, then as even as can be; at most so many seconds for each of the two.

    The answer is proven best, or says by its bounds how far from the best it may be.
    """
    model = _Model(wanted, seconds)
    holders, missing_least = model.cover()
    if holders.count(None) < len(holders):
        holders, uneven_least = model.even(holders)
    else:
        uneven_least = float(unevenness(wanted, holders))
    return Made(tuple(holders), missing_least, unevenness(wanted, holders), uneven_least)


class _Model:
    """Variables: who holds what, what nobody holds; rows: each post once, rest, nights."""

    def __init__(self, wanted: Wanted, seconds: float) -> None:
        import highspy

        self.wanted = wanted
        self.optimal = highspy.HighsModelStatus.kOptimal
        self.highs: Any = highspy.Highs()
        self.highs.silent()
        for name, value in {
            "threads": 1,  # the house goes on meanwhile
            "random_seed": 1,
            "time_limit": seconds,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.5,  # costs are whole numbers
        }.items():
            self.highs.setOptionValue(name, value)
        self.holds: dict[Key, Any] = {key: self.highs.addBinary() for key in sorted(wanted.free)}
        self.nobody = [self.highs.addBinary() for _post in wanted.posts]
        self._rules()

    def _rules(self) -> None:
        for place, nobody in enumerate(self.nobody):
            holders = [self.holds[m, place] for m in self.wanted.members if (m, place) in self.holds]
            self.highs.addConstr(self.highs.qsum([*holders, nobody]) == 1)
        groups = [*tired(self.wanted)]
        runs = night_runs(self.wanted)
        for member in self.wanted.members:
            for group in groups:
                self._at_most(member, group, 1)
            around = self.wanted.nights_around(member)
            for run in runs:
                places = [place for place, post in enumerate(self.wanted.posts) if post.night in run]
                self._at_most(member, places, max(0, self.wanted.rules.nights - len(run & around)))

    def _at_most(self, member: int, places: Sequence[int], most: int) -> None:
        held = [self.holds[member, place] for place in places if (member, place) in self.holds]
        if len(held) > most:
            self.highs.addConstr(self.highs.qsum(held) <= most)

    def cover(self) -> tuple[list[int | None], float]:
        """The fewest posts that nobody holds, with what no plan goes under."""
        self.highs.minimize(self.highs.qsum(self.nobody))
        return self._read()

    def even(self, holders: list[int | None]) -> tuple[list[int | None], float]:
        """Among the plans that miss no more, one that is as even as can be."""
        self.highs.addConstr(self.highs.qsum(self.nobody) <= holders.count(None))
        cost = [part for load, weight in self.wanted.weights.items() for part in self._uneven(load, weight)]
        self.highs.minimize(self.highs.qsum(cost))
        found, least = self._read()
        # Out of time before anything was found: what covers is kept as it is.
        return (holders, least) if found.count(None) > holders.count(None) else (found, least)

    def _uneven(self, load: Load, weight: int) -> list[Any]:
        places = [place for place, post in enumerate(self.wanted.posts) if load in post.loads]
        parts = []
        for member, share in self.wanted.shares(load).items():
            held = [self.holds[member, place] for place in places if (member, place) in self.holds]
            if held:
                beyond, short = self.highs.addVariable(lb=0), self.highs.addVariable(lb=0)
                self.highs.addConstr(self.highs.qsum([*held, -1 * beyond]) <= share.__ceil__())
                self.highs.addConstr(self.highs.qsum([*held, short]) >= share.__floor__())
                parts += [weight * beyond, weight * short]
        return parts

    def _read(self) -> tuple[list[int | None], float]:
        info, values = self.highs.getInfo(), self.highs.getSolution().col_value
        if self.highs.getModelStatus() == self.optimal:
            least = info.objective_function_value
        else:
            least = info.mip_dual_bound
        return self._holders(values), least

    def _holders(self, values: Sequence[float]) -> list[int | None]:
        found: list[int | None] = [None] * len(self.wanted.posts)
        chosen: Mapping[Key, Any] = self.holds
        for (member, place), variable in chosen.items():
            if values and values[variable.index] > 0.5:
                found[place] = member
        return found
