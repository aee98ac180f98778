"""How long things are kept, which categories of data there are, what every table declares."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.apps import apps

from jaras.kernel.coded import CodedList, PolicyError, coded_list, read_policy
from jaras.privacy.rules import Declared, Kept

POLICIES = Path(__file__).parent / "policies"


def categories() -> CodedList:
    """What kinds of personal data are kept, each with why, on which ground."""
    return coded_list(POLICIES / "categories.yaml")


def grounds() -> CodedList:
    return coded_list(POLICIES / "grounds.yaml")


def retention() -> CodedList:
    return coded_list(POLICIES / "retention.yaml")


def rights() -> CodedList:
    """What a person may ask under the law, within how many days it is answered."""
    return coded_list(POLICIES / "rights.yaml")


def askers() -> CodedList:
    return coded_list(POLICIES / "askers.yaml")


def ways() -> CodedList:
    """How a request reaches us."""
    return coded_list(POLICIES / "ways.yaml")


def identity_checks() -> CodedList:
    return coded_list(POLICIES / "identity_checks.yaml")


def identity_kinds() -> CodedList:
    """Papers whose number may be kept, under the authorisation."""
    return coded_list(POLICIES / "identity_kinds.yaml")


def answers() -> CodedList:
    """How a request is answered; each says to which rights it belongs."""
    return coded_list(POLICIES / "answers.yaml")


def handings() -> CodedList:
    """By which way an answer reached the person."""
    return coded_list(POLICIES / "handings.yaml")


def consent_purposes() -> CodedList:
    """What a person may agree to."""
    return coded_list(POLICIES / "consent_purposes.yaml")


def consent_ways() -> CodedList:
    """How they said so."""
    return coded_list(POLICIES / "consent_ways.yaml")


def consent_states() -> CodedList:
    return coded_list(POLICIES / "consent_states.yaml")


def notices() -> CodedList:
    """What each kind of form tells about what it collects."""
    return coded_list(POLICIES / "notices.yaml")


def tables() -> CodedList:
    """What a copy for a person calls the tables."""
    return coded_list(POLICIES / "tables.yaml")


@cache
def kept() -> Mapping[str, Kept]:
    """For each kind of thing how long it stays readable."""
    return {rule.code: Kept(rule.code, int(rule["years"])) for rule in retention()}


@cache
def declared() -> tuple[Declared, ...]:
    """What every table of the house says that it holds about people, package after package."""
    found = []
    for app in apps.get_app_configs():
        path = Path(app.path) / "policies" / "personal.yaml"
        if app.name.startswith("jaras.") and path.exists():
            found += [_declared(app.label, row) for row in read_policy(path)["tables"]]
    return tuple(found)


def _declared(label: str, row: Mapping[str, object]) -> Declared:
    known = {"model", "kind", "via", "fields", "lasting", "files", "plain", "others", "about"}
    if unknown := set(row) - known:
        raise PolicyError(f"personal.yaml of {label}: {row['model']} says {sorted(unknown)}")
    fields = dict(row.get("fields") or {})  # type: ignore[call-overload]
    if wrong := set(fields.values()) - set(categories().codes()):
        raise PolicyError(f"personal.yaml of {label}: {row['model']} has no such category: {sorted(wrong)}")
    return Declared(
        model=f"{label}.{row['model']}",
        kind=str(row.get("kind") or ""),
        via=str(row.get("via") or ""),
        fields=fields,
        lasting=frozenset(row.get("lasting") or ()),  # type: ignore[call-overload]
        files=tuple(row.get("files") or ()),  # type: ignore[arg-type]
        plain=frozenset(row.get("plain") or ()),  # type: ignore[call-overload]
        others=frozenset(row.get("others") or ()),  # type: ignore[call-overload]
        about=str(row.get("about") or ""),
    )
