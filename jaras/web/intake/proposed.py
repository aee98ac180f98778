"""What was proposed of a report, its reasons, what a person decided: in the reader's words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import Markup

from jaras.intake import lists
from jaras.intake.models import Report
from jaras.intake.rules.triage import OUT_OF_PROVINCE, lexicon
from jaras.kernel.coded import CodedList
from jaras.kernel.refusal import Refused
from jaras.partners.lists import poles, services
from jaras.people.lists import target_groups
from jaras.territory import queries as territory
from jaras.web.intake.wording import comma, short, word

ASPECTS: dict[str, str | Promise] = {
    "urgency": gettext_lazy("Urgency"),
    "kind": gettext_lazy("Nature"),
    "commune_code": gettext_lazy("Commune"),
    "target_groups": gettext_lazy("Publics"),
    "needs": gettext_lazy("Needs"),
    "poles": gettext_lazy("Poles"),
    "legal_duties": gettext_lazy("Legal duties"),
    "perceptions": gettext_lazy("What is heard"),
}
SEVERAL = ("target_groups", "needs", "poles", "legal_duties", "perceptions")
CIRCUMSTANCES: dict[str, str | Promise] = {
    "NAMED_PLACE": gettext_lazy("named place"),
    "COMMUNE": gettext_lazy("commune named"),
    "OUTSIDE": gettext_lazy("outside the province"),
    "SAME_WORD": gettext_lazy("same words"),
    "LIKENESS": gettext_lazy("as in reports already qualified"),
    "INFANT": gettext_lazy("infant"),
    "SMALL_CHILD": gettext_lazy("small child"),
    "TEEN": gettext_lazy("teenager"),
    "LAUGH": gettext_lazy("laughter"),
}


@dataclass(frozen=True)
class Line:
    """One thing that was proposed, with its reasons, beside what a person decided."""

    aspect: str
    name: str
    proposed: str
    reasons: Sequence[Markup]
    value: Any
    decided: str | None = None
    agreed: bool = False

    @property
    def seen(self) -> str:
        return seen(self.value)

    @property
    def sentence(self) -> Markup:
        return Markup("{}{} <b>{}</b>").format(self.name, _(":"), self.proposed or _("nothing"))

    @property
    def kept(self) -> str:
        """The human decision in words."""
        if self.decided is None:
            return ""
        return _("Confirmed") if self.agreed else _("Corrected: %s") % (self.decided or _("nothing"))


def proposals(
    values: Mapping[str, Any], reasons: Mapping[str, Any], decided: Mapping[str, Any]
) -> list[Line]:
    """What was proposed in the order in which it matters, without what nothing was seen of."""
    return [
        line
        for aspect, name in ASPECTS.items()
        if (line := _line(aspect, str(name), values.get(aspect), reasons.get(aspect, ()), decided)).value
        or line.decided is not None
    ]


def unseen(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """The things of which nothing was proposed: a person may add them."""
    seen = {line.aspect for line in lines}
    return [(aspect, str(name)) for aspect, name in ASPECTS.items() if aspect not in seen]


def _line(aspect: str, name: str, value: Any, reasons: Any, decided: Mapping[str, Any]) -> Line:
    settled = decided.get(aspect) if aspect in decided else None
    return Line(
        aspect=aspect,
        name=name,
        proposed=said(aspect, value),
        reasons=because(reasons),
        value=value,
        decided=said(aspect, settled) if aspect in decided else None,
        agreed=aspect in decided and _plain(value) == _plain(settled),
    )


def seen(value: Any) -> str:
    """The proposal as the form remembers it: an answer counts only for what was shown."""
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


def decided(values: Mapping[str, Any]) -> Any:
    """The decisions by aspect, as the action takes them."""
    chosen = dict(values)
    if "commune_code" in chosen:
        code = chosen.pop("commune_code")
        commune = territory.commune_of_code(code) if code else None
        if code and code != OUT_OF_PROVINCE and commune is None:
            raise Refused(_("This value is not in the list."), field="value")
        chosen["commune"] = commune
    return chosen


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, list | tuple) else value


def said(aspect: str, value: Any) -> str:
    """A proposed or decided value in words."""
    if not value:
        return ""
    if aspect == "commune_code":
        if value == OUT_OF_PROVINCE:
            return _("outside the province")
        commune = territory.commune_of_code(value)
        return commune.name if commune else str(value)
    codes = value if aspect in SEVERAL else [value]
    return comma().join(short(_name(aspect, str(code))) for code in codes)


def _name(aspect: str, code: str) -> str:
    return next((word(code, known) for known in coded(aspect) if code in known), code)


def coded(aspect: str) -> tuple[CodedList, ...]:
    """The lists from which this thing is chosen."""
    return {
        "urgency": (lists.urgency_levels(),),
        "kind": (lists.report_kinds(),),
        "target_groups": (target_groups(),),
        "needs": (lists.immediate_actions(), services()),
        "poles": (poles(),),
        "legal_duties": (lists.legal_duties(),),
        "perceptions": (lists.perceptions(),),
    }[aspect]


def choices(aspect: str) -> list[tuple[str, str]]:
    """What a person may choose instead."""
    if aspect == "commune_code":
        return [(commune.pk, commune.name) for commune in territory.communes()]
    language = get_language() or "fr"
    kept = [
        item
        for known in coded(aspect)
        for item in known
        if aspect != "legal_duties" or item.more.get("tracked")
    ]
    return [(item.code, short(item.name(language))) for item in kept]


def because(reasons: Sequence[Sequence[str]]) -> list[Markup]:
    """Each sign once: its name, the words that show it as they were written."""
    signs: dict[str, list[str]] = {}
    for code, words in reasons:
        shown = signs.setdefault(code, [])
        if words and not any(words in other for other in shown):
            shown.append(words)
    return [_reason(code, words) for code, words in signs.items()]


def _reason(code: str, words: Sequence[str]) -> Markup:
    quoted = Markup(" ").join(Markup("<q>{}</q>").format(each) for each in words)
    name = sign(code, get_language() or "fr")
    if not quoted:
        return Markup("{}").format(name)
    return Markup("{} ({})").format(quoted, name) if name else quoted


@cache
def sign(code: str, language: str) -> str:
    """The name of a sign of the lexicon."""
    if code in CIRCUMSTANCES:
        return str(CIRCUMSTANCES[code])
    found = lexicon().signs.get(code)
    if found is None:
        return ""
    name = short({"fr": found.name_fr, "ar": found.name_ar}.get(language[:2], found.name_en))
    name = name.split(", ")[0].split("، ")[0]
    return name[:1].lower() + name[1:]


AMENDED: dict[str, str | Promise] = {
    "words": gettext_lazy("What is happening"),
    "who": gettext_lazy("Who"),
    "place_text": gettext_lazy("Where"),
    "reporter_name": gettext_lazy("Who reports"),
    "reporter_telephone": gettext_lazy("Telephone"),
}


def both_texts(report: Report, step: str, data: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What stands now beside what was being written, for each thing in which they differ."""
    if step == "amend":
        return [
            (str(name), getattr(report, field), data.get(field, ""))
            for field, name in AMENDED.items()
            if getattr(report, field) != data.get(field, "")
        ]
    name = str(ASPECTS.get(step, ""))
    chosen = data.getlist("value") if hasattr(data, "getlist") else []
    now = report.commune_id if step == "commune_code" else getattr(report, step, None)
    return [(name, said(step, now), said(step, chosen if step in SEVERAL else "".join(chosen[:1])))]
