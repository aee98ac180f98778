"""At the start, the policies of the house are compared with its code."""

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register

from jaras.governance.roles import FOLDER, compartments, door_of, roles, verbs
from jaras.kernel.actor import Scope
from jaras.kernel.coded import PolicyError
from jaras.partners.lists import poles

LANGUAGES = ("fr", "ar", "en")
# What the holder of one password must not reach.
GUARDED = {
    "cases.read_restricted",
    "cases.export",
    "governance.journal",
    "governance.members",
    "governance.readers",
    "hooks.manage",
    "privacy.authorise",
    "privacy.requests",
    "registers.import",
    "steering.export",
    "territory.settings",
}


def watch_over_policies() -> None:
    register(check_policies, Tags.security)


def check_policies(*, app_configs: Sequence[AppConfig] | None, **options: Any) -> list[CheckMessage]:
    """Unknown verbs, verbs without words, roles without a sentence: each by its file, its code."""
    try:
        return [Error(fault, id="governance.E001") for fault in faults()]
    except (PolicyError, KeyError, TypeError) as broken:
        return [Error(f"{FOLDER}: {broken!r}", id="governance.E002")]


def faults() -> Iterator[str]:
    known = verbs_of_the_code()
    for role in roles():
        where = f"governance/policies/roles.yaml, role {role.code}"
        for language in LANGUAGES:
            if not str(role.more.get(f"says_{language}", "")).strip():
                yield f"{where}: says_{language} is missing; write in one sentence what this role is for."
        for verb, scope in role.more.get("may", {}).items():
            if verb not in known:
                yield f"{where}: no package knows the verb {verb!r}; correct it or add it to a *Verb StrEnum."
            if scope not in set(Scope):
                yield f"{where}: {verb} reaches {scope!r}; choose among {', '.join(Scope)}."
    for compartment in compartments():
        where = f"governance/policies/compartments.yaml, {compartment.code}"
        for language in LANGUAGES:
            if not str(compartment.more.get(f"says_{language}", "")).strip():
                yield f"{where}: says_{language} is missing; write in a sentence what it is for."
        for role, of_poles in compartment["may_hold"].items():
            if role not in roles():
                yield f"{where}: no role is called {role!r}; see governance/policies/roles.yaml."
            for pole in of_poles:
                if pole not in poles():
                    yield f"{where}: no pole is called {pole!r}; see partners/policies/poles.yaml."
    yield from _doors()
    for verb in sorted(known - set(verbs().codes())):
        yield f"governance/policies/verbs.yaml: {verb} has no words; add its names in three languages."
    for verb in sorted(set(verbs().codes()) - known):
        yield f"governance/policies/verbs.yaml: no package knows the verb {verb!r}; remove or correct it."


def _doors() -> Iterator[str]:
    """Whoever holds what could harm most enters by two steps, from the first day on."""
    may_hold = {role for compartment in compartments() for role in compartment["may_hold"]}
    for role in roles():
        where = f"governance/policies/doors.yaml, role {role.code}"
        rule = door_of((role.code,)).second_step
        guarded = sorted(GUARDED & set(role.more.get("may", {})))
        if guarded and (rule is None or rule.within or rule.times):
            yield f"{where}: who holds {guarded[0]} needs a second step at once (0 days, 0 times)."
        if role.code in may_hold and rule is None:
            yield f"{where}: who may hold a compartment needs a second_step; say within how many days."
        if rule is not None and bool(rule.times) != bool(rule.later):
            yield f"{where}: later_hours and later_times go together."


def verbs_of_the_code() -> set[str]:
    """The members of every StrEnum named …Verb in the rules of the packages."""
    found: set[str] = set()
    for module in _rules():
        for name, value in vars(module).items():
            if name.endswith("Verb") and isinstance(value, type) and issubclass(value, StrEnum):
                found |= {member.value for member in value}
    return found


def _rules() -> Iterator[Any]:
    for app in apps.get_app_configs():
        if not app.name.startswith("jaras."):
            continue
        try:
            module = importlib.import_module(f"{app.name}.rules")
        except ModuleNotFoundError as missing:
            if missing.name == f"{app.name}.rules":
                continue
            raise
        yield module
        for inner in pkgutil.iter_modules(getattr(module, "__path__", ())):
            yield sys.modules.get(f"{app.name}.rules.{inner.name}") or importlib.import_module(
                f"{app.name}.rules.{inner.name}"
            )
