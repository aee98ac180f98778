"""The board of figures as whoever leads the cell reads it, number by number."""

from collections import Counter

from playwright.sync_api import Page

Numbers = Counter[tuple[str, str]]
UNITS = ("interventions", "reports", "cases", "persons", "nights")
# Every number with what it counts: the whole, each value of each dimension, the month; then the five figures.
READ = """() => {
  const found = {};
  const number = (node) => Number(node.textContent.replace(/[^0-9]/g, ""));
  const tag = (link) => new URL(link.getAttribute("href"), location.href).searchParams.get("tag");
  for (const bar of document.querySelectorAll(".bars > div"))
    found[tag(bar.querySelector("a"))] = number(bar.querySelector(".bar-value"));
  for (const area of document.querySelectorAll("figure.map a"))
    found[tag(area)] = number(area.querySelector(".map-figure"));
  const months = document.querySelectorAll("figure.chart table tbody tr");
  found.month = number(months[months.length - 1].querySelector("td"));
  return [found, Array.from(document.querySelectorAll(".headline .figure b"), number)];
}"""


def figures(window: Page, address: str) -> Numbers:
    """Under each unit everything that its page shows of this month."""
    found: Numbers = Counter()
    for unit in UNITS:
        window.goto(f"{address}/figures/?unit={unit}")
        numbers, headlines = window.evaluate(READ)
        found.update({(unit, name): number for name, number in numbers.items()})
    found.update({("headlines", unit): number for unit, number in zip(UNITS, headlines, strict=True)})
    return found


def moved(before: Numbers, after: Numbers) -> dict[tuple[str, str], int]:
    """What became more, what became less."""
    return {each: after[each] - before[each] for each in before | after if after[each] != before[each]}
