"""The life projects of a case."""

from collections.abc import Sequence

from django.db.models import Prefetch

from jaras.cases.models import Case
from jaras.inclusion.models import LifeProject, Step
from jaras.kernel.actor import Actor


def of_case(case: Case, actor: Actor) -> list[LifeProject]:
    """Every version of everybody in the case, the latest first."""
    rows = LifeProject.objects.visible_to(actor).filter(case=case).order_by("-number", "-id")
    return list(rows.select_related("person", "agreement"))


def current(versions: Sequence[LifeProject]) -> LifeProject | None:
    """Of one person's versions, the one to open: what is being written, what is lived, else the last."""
    for wanted in ("is_draft", "is_living"):
        for version in versions:
            if getattr(version, wanted):
                return version
    return versions[0] if versions else None


def opened(actor: Actor, case: Case, pk: int) -> LifeProject | None:
    """One version of this case with all it says; nothing for whoever may not see it."""
    rows = LifeProject.objects.visible_to(actor).filter(case=case, pk=pk)
    rows = rows.select_related("person", "by", "agreement__file", "agreement__witness", "agreement__by")
    steps = Prefetch("goals__steps", Step.objects.select_related("member", "organisation"))
    return rows.prefetch_related("goals", steps).first()
