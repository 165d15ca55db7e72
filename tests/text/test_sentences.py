"""Sentences and clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text import clauses, sentences

TEXT = st.text(st.sampled_from("中文字“”《》（）：，。；！？…、 \nab"), max_size=60)


def _texts(spans: list[Span], text: str) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天开会。明天放假！好吗？", ["今天开会。", "明天放假！", "好吗？"]),
        ("标题\n正文。", ["标题", "正文。"]),
        ("开展“我承诺！我行动！”活动。散会。", ["开展“我承诺！我行动！”活动。", "散会。"]),
        ("印发《关于做好安全工作的通知；续》。", ["印发《关于做好安全工作的通知；续》。"]),
        ("他说：“大家好。”随后离开。", ["他说：“大家好。”", "随后离开。"]),
        ("走进“张小雨、李大伟”家；看望老人……", ["走进“张小雨、李大伟”家；", "看望老人……"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert _texts(sentences(text), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("近日，张小雨、李大伟到场：看望老人。", ["近日，", "张小雨、李大伟到场：", "看望老人。"]),
        ("开展“我参与，我快乐”活动，反响好。", ["开展“我参与，我快乐”活动，", "反响好。"]),
        (
            "他说：“这几年我们镇的变化非常大，路修好了，水也清了，大家都很高兴。”",
            ["他说：", "“这几年我们镇的变化非常大，", "路修好了，", "水也清了，", "大家都很高兴。”"],
        ),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert _texts(clauses(text), text) == expected


@given(TEXT)
def test_spans_are_in_order_and_lose_nothing(text: str) -> None:
    for spans in (sentences(text), clauses(text)):
        at = 0
        for start, end in spans:
            assert at <= start < end
            assert not text[at:start].strip()
            assert text[start:end] == text[start:end].strip()
            at = end
        assert not text[at:].strip()


@given(TEXT)
def test_clauses_part_sentences(text: str) -> None:
    ends = {end for _, end in clauses(text)}
    assert {end for _, end in sentences(text)} <= ends
