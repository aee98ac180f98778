"""The reviewed policies of the house: roles, verbs, hours of the watch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jaras.governance.rules import Pace, SecondStepRule, VouchPolicy, reach, strictest
from jaras.governance.rules.making import Load
from jaras.governance.rules.rest import RestRules
from jaras.kernel.actor import Scope
from jaras.kernel.coded import CodedList, Item, coded_list, read_policy
from jaras.territory.lists import ramadans

FOLDER = Path(__file__).parent / "policies"


def roles() -> CodedList:
    return coded_list(FOLDER / "roles.yaml")


@cache
def verbs_of(codes: tuple[str, ...]) -> Mapping[str, Scope]:
    """What the holder of these roles may do, with how far each verb reaches."""
    return reach(codes, {role.code: role["may"] for role in roles()})


def verbs() -> CodedList:
    """Every verb with its words."""
    return coded_list(FOLDER / "verbs.yaml")


def scopes() -> CodedList:
    """How far a verb reaches, in words."""
    return coded_list(FOLDER / "scopes.yaml")


def management_roles() -> CodedList:
    """Facilitator, catalyst, accelerator, pivot: one is taken with each promise."""
    return coded_list(FOLDER / "management_roles.yaml")


def committee_kinds() -> CodedList:
    """The usual composition of each kind of committee."""
    return coded_list(FOLDER / "committees.yaml")


def compartments() -> CodedList:
    """The sealed compartments, with who may hold each."""
    return coded_list(FOLDER / "compartments.yaml")


@cache
def compartments_of(given: tuple[str, ...], roles: tuple[str, ...], pole: str) -> frozenset[str]:
    """Of the compartments that a member was given, those that their roles still let them hold."""
    return frozenset(
        code for code in given if code in compartments() and may_hold(code, roles=roles, pole=pole)
    )


def may_hold(code: str, *, roles: Iterable[str], pole: str) -> bool:
    """Whether somebody of these roles, in this pole, may be given this compartment."""
    table: Mapping[str, Sequence[str]] = compartments()[code]["may_hold"]
    return any(role in table and (not table[role] or pole in table[role]) for role in roles)


@dataclass(frozen=True)
class Duty:
    """What a turn is of: who may hold it, what is told of it."""

    code: str
    verb: str
    covered: bool
    pair_at_night: bool
    on_call: bool


WATCH_DUTY = "watch"


def duties() -> CodedList:
    return coded_list(FOLDER / "duties.yaml")


@cache
def duty(code: str) -> Duty:
    more = duties()[code].more
    return Duty(
        code=code,
        verb=more["verb"],
        covered=more.get("covered", False),
        pair_at_night=more.get("pair_at_night", False),
        on_call=more.get("on_call", False),
    )


@cache
def watch_changes(day: date) -> tuple[time, ...]:
    """The hours at which one watch relieves the other on this day."""
    said = read_policy(FOLDER / "watches.yaml")["ramadan" if is_ramadan(day) else "changes"]
    return tuple(time.fromisoformat(hour) for hour in said)


@cache
def rest_rules() -> RestRules:
    """The rest between turns, the nights in a row."""
    said = read_policy(FOLDER / "roster.yaml")
    night = said["night"]
    return RestRules(
        rest=timedelta(hours=said["rest_hours"]),
        nights=said["nights_in_a_row"],
        dusk=time.fromisoformat(night["from"]),
        dawn=time.fromisoformat(night["to"]),
        night_hours=timedelta(hours=night["hours"]),
    )


def roster_templates() -> CodedList:
    """What a roster may be made of: the hours of its turns."""
    return CodedList(
        {row["code"]: _template(row) for row in read_policy(FOLDER / "roster.yaml")["templates"]}
    )


def _template(row: Mapping[str, Any]) -> Item:
    named = {name: row[name] for name in ("code", "name_fr", "name_ar", "name_en")}
    return Item(**named, more={name: value for name, value in row.items() if name not in named})


def template_changes(code: str, day: date) -> tuple[time, ...]:
    """The hours at which the turns of a template follow one another on a day."""
    said = roster_templates()[code]["ramadan" if is_ramadan(day) else "changes"]
    return tuple(time.fromisoformat(hour) for hour in said)


def is_ramadan(day: date) -> bool:
    return any(first <= day <= last for first, last in ramadans())


@cache
def load_weights() -> Mapping[Load, int]:
    """What counts how much where turns are shared out."""
    return {Load(name): weight for name, weight in read_policy(FOLDER / "roster.yaml")["weights"].items()}


def solving_seconds() -> float:
    return float(read_policy(FOLDER / "roster.yaml")["seconds"])


def absence_kinds() -> CodedList:
    return coded_list(FOLDER / "absences.yaml")


@dataclass(frozen=True)
class Door:
    """How the door of somebody's roles is kept."""

    locks_after: timedelta
    second_step: SecondStepRule | None  # none: each chooses


@cache
def door_of(codes: tuple[str, ...]) -> Door:
    """Of several roles the shortest wait counts."""
    held = [item for item in read_policy(FOLDER / "doors.yaml")["items"] if item["code"] in codes]
    return Door(
        locks_after=timedelta(minutes=min((item["locks_after"] for item in held), default=15)),
        second_step=strictest([_second_step(item["second_step"]) for item in held if "second_step" in item]),
    )


def _second_step(said: Mapping[str, int]) -> SecondStepRule:
    return SecondStepRule(
        within=timedelta(days=said["within_days"]),
        later=timedelta(hours=said["later_hours"]),
        times=said["later_times"],
    )


def policy_titles() -> CodedList:
    """What each policy file of the house is called."""
    return coded_list(FOLDER / "titles.yaml")


@dataclass(frozen=True)
class GlassPolicy:
    """What exceptional access asks of whoever wants it."""

    hours: int
    longest: int
    pace: Pace
    words: int
    characters: int
    answers_after: timedelta


@cache
def glass_policy() -> GlassPolicy:
    said = read_policy(FOLDER / "exceptional_access.yaml")
    return GlassPolicy(
        hours=said["hours"],
        longest=said["longest"],
        pace=Pace(said["a_day"], timedelta(minutes=said["then_every_minutes"])),
        words=said["reason_words"],
        characters=said["reason_characters"],
        answers_after=timedelta(milliseconds=said["answers_after_milliseconds"]),
    )


@cache
def vouch_policy() -> VouchPolicy:
    """How a lost second step is replaced."""
    said = read_policy(FOLDER / "vouching.yaml")
    return VouchPolicy(
        seniors=frozenset(said["seniors"]),
        never=frozenset(said["never"]),
        waits=timedelta(minutes=said["waits_minutes"]),
        enrols=timedelta(minutes=said["enrols_minutes"]),
        pace=Pace(said["a_day"], timedelta(minutes=said["then_every_minutes"])),
        tries=said["wrong_a_day"],
    )
