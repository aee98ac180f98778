"""The grid of the social diagnosis: what a level means, what it suggests, how it moved."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jaras.kernel.coded import Item

CRISIS, LOWEST, HIGHEST = 1, 1, 5
LEVELS = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True)
class Ages:
    """From how many years to how many; an unknown age is never shut out."""

    least: int = 0
    most: int = 200

    def hold(self, years: int | None) -> bool:
        return years is None or self.least <= years <= self.most


@dataclass(frozen=True)
class Suggestion:
    """A service that some levels of a domain suggest, perhaps to some publics alone.

    `never_for` names the publics to whom it is never proposed, `unless` the levels of other domains that
    forbid it: no mediation with whoever hurts you.
    """

    service: str
    levels: frozenset[int]
    publics: frozenset[str] = frozenset()
    ages: Ages = Ages()
    never_for: frozenset[str] = frozenset()
    unless: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def forbidden(self, levels: Mapping[str, int], publics: Collection[str]) -> bool:
        return not self.never_for.isdisjoint(publics) or any(
            levels.get(domain) in forbidding for domain, forbidding in self.unless.items()
        )


@dataclass(frozen=True)
class Domain:
    """One part of a life; `levels` says in words what each of the five looks like there."""

    item: Item
    levels: tuple[Item, ...]
    suggestions: tuple[Suggestion, ...] = ()
    ages: Ages = Ages()
    authorised: bool = False  # of health: asked under the authorisation alone

    @property
    def code(self) -> str:
        return self.item.code

    def at(self, level: int) -> Item:
        return self.levels[level - LOWEST]


@dataclass(frozen=True)
class Grid:
    """One reviewed version of the grid."""

    version: str
    levels: tuple[Item, ...]
    domains: Mapping[str, Domain]

    def level(self, level: int) -> Item:
        return self.levels[level - LOWEST]

    def asked(self, *, authorised: bool) -> dict[str, Domain]:
        """The domains that may be asked: those of health only under the authorisation."""
        return {code: each for code, each in self.domains.items() if authorised or not each.authorised}

    def concerning(self, years: int | None) -> list[Domain]:
        """The domains that apply at this age."""
        return [domain for domain in self.domains.values() if domain.ages.hold(years)]


@dataclass(frozen=True)
class Reason:
    """Why a need is proposed: a domain at a level, for a public where it matters."""

    domain: str
    level: int
    public: str = ""


@dataclass(frozen=True)
class Proposal:
    """A need that the grid suggests; a person decides."""

    service: str
    reasons: tuple[Reason, ...]

    @property
    def urgent(self) -> bool:
        return any(reason.level == CRISIS for reason in self.reasons)


def propose(
    grid: Grid,
    levels: Mapping[str, int],
    *,
    years: int | None,
    publics: Collection[str],
    known: Collection[str] = (),
) -> list[Proposal]:
    """The needs that these levels suggest, the most pressing first; what is `known` already is left out."""
    found: dict[str, list[Reason]] = {}
    for domain in grid.domains.values():
        level = levels.get(domain.code)
        for each in domain.suggestions:
            if level not in each.levels or each.service in known or not each.ages.hold(years):
                continue
            if each.forbidden(levels, publics):
                continue
            public = next((code for code in publics if code in each.publics), "")
            if public or not each.publics:
                found.setdefault(each.service, []).append(Reason(domain.code, level, public))
    proposals = [Proposal(service, tuple(reasons)) for service, reasons in found.items()]
    return sorted(proposals, key=lambda proposal: min(reason.level for reason in proposal.reasons))


class Answer(StrEnum):
    """What somebody says of a proposal."""

    YES = "yes"
    NO = "no"


class Change(StrEnum):
    """How a domain stands against the diagnosis before."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    FIRST = "first"  # not assessed before
    UNSEEN = "unseen"  # assessed before, not this time


def compared(now: Mapping[str, int], before: Mapping[str, int]) -> dict[str, Change]:
    """Each domain of either diagnosis, with how it moved."""
    return {domain: _change(now.get(domain), before.get(domain)) for domain in {**now, **before}}


def _change(now: int | None, before: int | None) -> Change:
    if now is None:
        return Change.UNSEEN
    if before is None:
        return Change.FIRST
    if now == before:
        return Change.SAME
    return Change.UP if now > before else Change.DOWN
