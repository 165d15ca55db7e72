"""Names that no title announces, in sentences about invented people."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, OffsetMap, Span
from kg.ner.likelihood import letters, likelihood, likely_names
from kg.ner.scan import Scan

Ruled = Callable[[str], list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吕德胜一家四口住在县城。", ["吕德胜"]),
        ("走进沈桂芳家，院子里堆满了玉米。", ["沈桂芳"]),
        ("去年冬天，邵敏从外地回到家乡。", ["邵敏"]),
        ("在段志刚的带动下，村民种起了香菇。", ["段志刚"]),
        ("龚晓燕的网店月销售额突破10万元。", ["龚晓燕"]),
        ("何建平夫妇起早贪黑。", ["何建平"]),
        ("冯涛告诉记者，苗子要早定。", ["冯涛"]),
        ("经过丁力多方协调，路修通了。", ["丁力"]),
        ("郑秀梅和丈夫孙立国开了一家小吃店。", ["郑秀梅", "孙立国"]),
        ("患者魏东升被送到县城抢救。", ["魏东升"]),
        ("这名男子叫姚卫东，今年40岁。", ["姚卫东"]),
        ("会长符传明说，今年形势好。", ["符传明"]),
    ],
)
def test_bare_names(ruled: Ruled, text: str, expected: list[str]) -> None:
    assert [surface for surface, kind in ruled(text) if kind == "PER"] == expected


@pytest.mark.parametrize(
    "text",
    [
        "高度重视防汛工作，严格落实责任。",
        "原告李某起诉被告王某某。",
        "白鹭翩跹，杨柳依依。",
        "方便群众办事，金融机构让利。",
        "祠堂的梁柱被白蚁蛀空。",
        "马上就要过年了，时间过得真快。",
    ],
)
def test_common_words_are_no_names(ruled: Ruled, text: str) -> None:
    assert [surface for surface, kind in ruled(text) if kind == "PER"] == []


def test_letters_of_given_names_weigh_more_than_others() -> None:
    assert letters("建国", 0, 2) > 0 > letters("的是", 0, 2)


@given(text=st.text(alphabet="王李张高安和志强的说在，。文国", max_size=30))
def test_names_never_overlap_and_are_probable(text: str) -> None:
    article = Article(0, Span(0, len(text)), text, OffsetMap.identity(len(text)), ())
    names = likely_names(Scan(article), least=0.5)
    assert all(0.5 <= weight <= 1 for _, _, weight in names)
    assert all(one[1] <= other[0] for one, other in pairwise(names))


def test_probability_lies_between_none_and_one(scan: Callable[[str], Scan]) -> None:
    assert 0 < likelihood(scan("冯涛告诉记者。"), 0, 1, 1) < 1
