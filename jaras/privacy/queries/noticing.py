"""What a form tells about the data it collects, from the register of processing."""

from dataclasses import dataclass
from functools import cache

from jaras.kernel.coded import Item, PolicyError
from jaras.privacy.lists import categories, declared, grounds, kept, notices


@dataclass(frozen=True)
class Notice:
    """Why, on which ground, how many years at least and at most once it has ended."""

    code: str
    category: Item
    ground: Item
    years: tuple[int, int] | None  # none: as long as it must be known who acted
    to_oneself: bool  # whoever reads it is whom it is about


@cache
def notice(code: str) -> Notice:
    """The notice of one kind of form; a policy that names what no table declares is refused."""
    item = notices()[code]
    tables = {table.model: table for table in declared()}
    if unknown := set(item["tables"]) - set(tables):
        raise PolicyError(f"notices.yaml: {code} names tables that declare nothing: {sorted(unknown)}")
    collected = {each for name in item["tables"] for each in tables[name].fields.values()}
    if item["category"] not in collected:
        raise PolicyError(f"notices.yaml: {code} collects {sorted(collected)}, not {item['category']}")
    category, years = categories()[item["category"]], sorted(kept()[kind].years for kind in item["kinds"])
    return Notice(
        code,
        category,
        grounds()[category["ground"]],
        (years[0], years[-1]) if years else None,
        item["reader"] == "self",
    )
