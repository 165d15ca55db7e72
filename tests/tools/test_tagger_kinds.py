import numpy as np

from kg.ner import tagger_kind
from tools.tagger_kinds import fit_kinds

PAPER = ("县委召开会议部署工作。", "镇党委开展调研活动。", "区教育局召开推进会。")
OTHER = ("该属植物原产于南美洲。", "他生于法国，是作曲家。", "这座城市位于河畔。")


def _odds(model: tuple[np.ndarray[tuple[int], np.dtype[np.int8]], float, float], text: str) -> float:
    weights, size, bias = model
    return float(weights[tagger_kind.signs(text)].sum() * size / len(text) ** 0.5 + bias)


def test_the_two_kinds_are_told_apart_and_like_text_too() -> None:
    model = fit_kinds(OTHER, PAPER)
    assert all(_odds(model, text) > 0 for text in (*OTHER, "该城市位于南美洲。"))
    assert all(_odds(model, text) < 0 for text in (*PAPER, "县委部署工作。"))


def test_equal_texts_give_equal_weights() -> None:
    one, other = fit_kinds(OTHER, PAPER), fit_kinds(OTHER, PAPER)
    assert np.array_equal(one[0], other[0])
    assert one[1:] == other[1:]
