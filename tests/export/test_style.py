"""Labels, sizes, and dates as intervals of whole days."""

import pytest

from kg.export.style import COLOURS, OTHER, colour, edge_label, interval, short_label, size
from tests.export.graph_samples import edge, node


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2020-03-05", "2020-04-01", ("2020-03-05", "2020-04-01")),
        ("2020-02", "2020-02", ("2020-02-01", "2020-02-29")),
        ("2019-02", "", ("2019-02-01", "2019-02-28")),
        ("", "2019-12-31", ("2019-12-31", "2019-12-31")),
        ("2019", "2020", ("2019-01-01", "2020-12-31")),
        ("", "", None),
        ("2020-05-02", "2020-05-01", None),
        ("2020-13", "2020-13", None),
        ("2020-02-30", "2020-02-30", None),
        ("0000", "0000", None),
        ("去年", "", None),
    ],
)
def test_interval(first: str, last: str, wanted: tuple[str, str] | None) -> None:
    assert interval(first, last) == wanted


def test_labels_are_short_and_never_empty() -> None:
    assert short_label(node(0, label="青禾实业")) == "青禾实业"
    assert short_label(node(0, label="一二三四五六七八九十一二三四五六七")) == "一二三四五六七八九十一二三四五…"
    assert short_label(node(0, label="\x01", name="青禾实业有限公司")) == "青禾实业有限公司"
    assert short_label(node(0, id="n1", label="", name="")) == "n1"
    assert edge_label(edge(1, node(0), node(1), label="")) == "leads"


def test_size_grows_with_degree_up_to_a_limit() -> None:
    sizes = [size(degree) for degree in (0, 1, 4, 100, 10**6)]
    assert sizes == sorted(sizes)
    assert sizes[0] == 8.0
    assert sizes[-1] == 80.0


def test_each_type_has_a_colour_of_its_own() -> None:
    shades = [colour(kind) for kind in ("ORG", "PER", "PLACE", "PROG", "what else")]
    assert len(set(shades)) == 5
    assert shades[-1] == OTHER
    assert len(COLOURS) == 4
    assert colour("ORG").hex == "#4e79a7"
