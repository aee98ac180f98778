"""Signs judged by the reviewed rules: kind, urgency, publics, needs, poles, duties, perceptions."""

from collections.abc import Iterable, Mapping
from functools import cache

from jaras.intake.rules.triage.conditions import Condition, parse, parse_all
from jaras.intake.rules.triage.facts import Facts
from jaras.intake.rules.triage.model import Proposal, Reason
from jaras.intake.rules.triage.policy import load

LEVELS = ("IMMEDIAT", "24H", "SEMAINE", "AUCUNE")
CARRYING_PUBLICS = frozenset(("SIGNALEMENT", "DOLEANCE", "DEMANDE", "IDEE"))
_PERIL = frozenset(("BODY_DANGER", "BY_SOMEBODY"))
_SURE, _LIKELY, _GUESS = 0.9, 0.6, 0.3


@cache
def _rules(section: str) -> dict[str, tuple[Condition, ...]]:
    return {value: parse_all(lines) for value, lines in load("rules")[section].items()}


@cache
def _kinds() -> tuple[tuple[str, Condition], ...]:
    return tuple((kind, parse(line)) for rule in load("rules")["kind"] for kind, line in rule.items())


def reasons(facts: Facts, signs: Iterable[str]) -> tuple[Reason, ...]:
    """The words behind signs; concepts give the words of the signs that make them."""
    found = (Reason(match.sign, match.words) for sign in signs for match in facts.signs.get(sign, ())[:2])
    return tuple(dict.fromkeys(found))


def _first(conditions: Iterable[Condition], signs: Mapping[str, object]) -> tuple[str, ...] | None:
    return next((shown for condition in conditions if (shown := condition.shown_by(signs)) is not None), None)


def _certainty(shown: tuple[str, ...], facts: Facts) -> float:
    words = sum(len(facts.signs.get(sign, ())) for sign in shown)
    return min(_SURE + 0.02 * words, 0.99) if words > 1 else _LIKELY + 0.1 * words


def kind(facts: Facts) -> Proposal[str]:
    """The first kind whose rule the signs fulfil."""
    for value, condition in _kinds():
        if (shown := condition.shown_by(facts.signs)) is not None:
            return Proposal(value, reasons(facts, shown), _certainty(shown, facts))
    return Proposal("OBSERVATION" if facts.told else "SIGNALEMENT", (), _GUESS)


def urgency(facts: Facts, kind: str) -> Proposal[str]:
    """The highest level whose rule the signs fulfil; danger outranks everything but a joke."""
    quiet = kind == "OBSERVATION" and "THANKS" in facts.signs
    if kind in ("MALVEILLANT", "IDEE") or (quiet and _PERIL.isdisjoint(facts.signs)):
        return Proposal("AUCUNE", (), _LIKELY)
    for level in LEVELS[:-1]:
        if kind in ("HORS", "OBSERVATION") and level == "24H":
            continue
        rules = "urgency" if kind == "SIGNALEMENT" or level != "SEMAINE" else "urgency_asked"
        if (shown := _first(_rules(rules)[level], facts.signs)) is not None:
            return Proposal(level, reasons(facts, shown), _certainty(shown, facts))
    if kind == "SIGNALEMENT" and not facts.told:
        return _unexplained(facts)
    return Proposal("AUCUNE", (), _GUESS)


def _unexplained(facts: Facts) -> Proposal[str]:
    """A report that shows no known sign of need: speaking of somebody, it must be read at once."""
    shown = parse(load("rules")["unexplained"]).shown_by(facts.signs)
    return Proposal("SEMAINE" if shown is None else "IMMEDIAT", reasons(facts, shown or ()), _GUESS)


def several(facts: Facts, section: str) -> Proposal[tuple[str, ...]]:
    """Every value of a section whose rules the signs fulfil, in the order of the policy."""
    values, why, certainties = [], dict[Reason, None](), []
    for value, conditions in _rules(section).items():
        if (shown := _first(conditions, facts.signs)) is not None:
            values.append(value)
            why.update(dict.fromkeys(reasons(facts, shown)))
            certainties.append(_certainty(shown, facts))
    return Proposal(tuple(values), tuple(why), min(certainties, default=0.0))
