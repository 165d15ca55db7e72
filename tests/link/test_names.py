"""Chains of area names."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.names import bare, chain, level, stem, suffix


@pytest.mark.parametrize(
    ("text", "parts", "rest"),
    [
        ("青岚市云溪区柳塘镇", ("青岚市", "云溪区", "柳塘镇"), ""),
        ("青岚市云溪区教育局", ("青岚市", "云溪区"), "教育局"),
        ("沛县柳塘镇商会", ("沛县", "柳塘镇"), "商会"),
        ("马集镇退役军人服务站", ("马集镇",), "退役军人服务站"),
        ("柳塘镇石桥镇", ("柳塘镇",), "石桥镇"),
        ("城乡建设局", (), "城乡建设局"),
        ("农村信用合作联社", (), "农村信用合作联社"),
        ("高新技术产业开发区管委会", (), "高新技术产业开发区管委会"),
        ("青岚同乡会", (), "青岚同乡会"),
        ("中国工商银行青岚市分行", (), "中国工商银行青岚市分行"),
    ],
)
def test_chain(text: str, parts: tuple[str, ...], rest: str) -> None:
    assert chain(text) == (parts, rest)


@given(st.text(st.sampled_from("青岚云溪柳塘市区县镇村街道社区教育局"), max_size=20))
def test_a_chain_and_its_rest_are_the_text(text: str) -> None:
    parts, rest = chain(text)
    assert "".join(parts) + rest == text
    levels = [level(part) for part in parts]
    assert all(one < other or one == other == 2 for one, other in pairwise(levels))


def test_stem_and_suffix() -> None:
    assert (stem("云溪区"), suffix("云溪区")) == ("云溪", "区")
    assert stem("沛县") == "沛县"
    assert suffix("区") == ""
    assert bare("“飞燕”小队") == "飞燕小队"
