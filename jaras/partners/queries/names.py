"""Under which names an organisation was known before, by itself, by those whose work it took over."""

from collections import defaultdict
from collections.abc import Collection

from jaras.partners.models import FormerName, Organisation


def names_to_find(organisation: Organisation) -> list[str]:
    """Every word by which it is looked for, names of before among them."""
    names = [organisation.name_fr, organisation.name_ar, organisation.acronym]
    for row in organisation.former_names.all():
        names += [row.name_fr, row.name_ar]
    for before in organisation.succeeds.filter(public=True).prefetch_related("former_names"):
        names += names_to_find(before)
    return list(dict.fromkeys(filter(None, names)))


def known_before(ids: Collection[int], *, public: bool = True) -> dict[int, list[str]]:
    """Names of before in the reader's script, by organisation, the latest first.

    `public`: without those whose work it took over that stood in no public directory. Two queries.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for row in FormerName.objects.filter(organisation_id__in=ids):
        found[row.organisation_id].append(row.name)
    before = Organisation.objects.filter(succeeded_by_id__in=ids).order_by("name_fr", "id")
    for one in before.filter(public=True) if public else before:
        found[one.succeeded_by_id or 0].append(one.name)
    return found
