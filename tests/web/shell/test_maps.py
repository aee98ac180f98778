"""Maps: equal cells that run with the script, boundaries that stay joined, words that never meet."""

from itertools import combinations

import pytest

from jaras.territory.queries import Shape
from jaras.territory.rules.geometry import Point, box
from jaras.web.shell.maps import cells, labels, outlines
from jaras.web.shell.maps.shades import shades


def shape(*ring: tuple[float, float]) -> Shape:
    polygons = [[[list(position) for position in (*ring, ring[0])]]]
    return Shape(polygons, box(polygons), "©")


def test_four_cells_then_three_and_none_covers_another() -> None:
    comb = cells.honeycomb([f"Commune {n}" for n in range(9)], mirrored=False)
    rows = [cell.y for cell in comb.cells]
    assert [rows.count(y) for y in sorted(set(rows))] == [4, 3, 2]
    for a, b in combinations(comb.cells, 2):
        assert ((a.x - b.x) ** 2 + (a.y - b.y) ** 2) ** 0.5 >= cells.ACROSS - 1
    assert all(0 < cell.x < comb.width and 0 < cell.y < comb.height for cell in comb.cells)


def test_in_arabic_the_first_cell_is_on_the_right() -> None:
    left, right = (cells.honeycomb(["a", "b"], mirrored=mirrored).cells for mirrored in (False, True))
    assert left[0].x < left[1].x
    assert right[0].x > right[1].x


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Khouribga", ["Khouribga"]),
        ("Oulad Gouaouch", ["Oulad", "Gouaouch"]),
        ("Si Hsaien Ben Abderrahmane", ["Si Hsaien", "Ben", "Abderrahmane"]),
        ("M'hamed-Sijelmassa", ["M'hamed-", "Sijelmassa"]),
        ("Kasbat Sidi Abdellah Ben M'barek", ["Kasbat Sidi", "Abdellah", "Ben M'barek"]),
    ],
)
def test_long_names_are_cut_between_words(name: str, lines: list[str]) -> None:
    assert cells.wrapped(name) == lines


def test_few_figures_have_a_shade_each() -> None:
    scale = shades([0, 2, 0, 7, 7])
    assert [scale.of(value) for value in (0, 2, 7)] == [0, 1, 3]
    assert [words for _shade, words in scale.legend()][1:] == ["2 à 6", "7"]


def test_many_figures_fall_in_four_classes_in_order() -> None:
    scale = shades(range(100))
    found = [scale.of(value) for value in range(100)]
    assert found[0] == 0
    assert found == sorted(found)
    assert set(found) == {0, 1, 2, 3, 4}
    assert max(found.count(shade) for shade in (1, 2, 3, 4)) <= 27


def test_nothing_anywhere_is_one_pale_shade() -> None:
    assert [shade for shade, _words in shades([0, 0]).legend()] == [0]


def test_neighbours_keep_sharing_their_border() -> None:
    border = [(-6.5 + 0.0007 * (n % 3), 32.0 + n / 500) for n in range(100)]
    west = shape(*border, (-7.0, 32.2), (-7.0, 32.0))
    east = shape(*reversed(border), (-6.0, 32.0), (-6.0, 32.2))
    sheet = outlines.sheet({"w": west, "e": east})
    points = [_absolute(sheet.outlines[code].path) for code in ("w", "e")]
    shared = points[0] & points[1]
    assert len(shared) > 20
    middle = {p for p in points[0] | points[1] if abs(p[0] - outlines.WIDTH / 2) < 20}
    assert middle == {p for p in shared if abs(p[0] - outlines.WIDTH / 2) < 20}


def _absolute(path: str) -> set[tuple[float, float]]:
    start, steps = path.removeprefix("M").removesuffix("z").split("l")
    numbers = [float(n) for n in steps.split()]
    x, y = (float(n) for n in start.split())
    found = {(x, y)}
    for at in range(0, len(numbers), 2):
        x, y = x + numbers[at], y + numbers[at + 1]
        found.add((x, y))
    return found


def test_the_sheet_fits_and_north_is_up() -> None:
    sheet = outlines.sheet({"a": shape((-7.0, 32.0), (-6.0, 32.0), (-6.0, 33.0), (-7.0, 33.0))})
    north, south = sheet.place(Point(32.9, -6.5)), sheet.place(Point(32.1, -6.5))
    assert north is not None
    assert south is not None
    assert 0 < north[1] < south[1] < sheet.height <= outlines.TALLEST
    assert sheet.place(Point(40.0, -6.5)) is None


def test_a_label_stands_inside_its_commune() -> None:
    crescent = shape(
        (0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0), (0.0, 2.5), (2.4, 2.5), (2.4, 0.5), (0.0, 0.5)
    )
    outline = outlines.sheet({"c": crescent}).outlines["c"]
    per_degree = (outlines.WIDTH - 2 * outlines.MARGIN) / 3
    longitude = (outline.x - outlines.MARGIN) / per_degree
    assert longitude > 2.4 or outline.room > 2 * per_degree


def test_words_never_meet_and_the_larger_commune_speaks_first() -> None:
    wanted = [
        labels.Wanted("Petite commune", "1", 100, 100, 90, weight=1, shade=0),
        labels.Wanted("Grande ville", "2", 104, 103, 90, weight=9, shade=4),
        labels.Wanted("Ailleurs", "3", 400, 300, 90, weight=1, shade=0),
    ]
    said = labels.placed(wanted, size=12, width=720)
    assert [(label.name, label.figure) for label in said] == [("Grande ville", "2"), ("Ailleurs", "3")]
