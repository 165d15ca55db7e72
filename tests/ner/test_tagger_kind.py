from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.ner import tagger, tagger_kind
from kg.ner.tagger_model import read_model

TEXT = st.text("张王建国在江苏省镇村的、，。！”A1 \n𠮷", min_size=1, max_size=40)


@given(TEXT, TEXT)
def test_a_letter_and_a_pair_have_one_row_wherever_they_stand(one: str, other: str) -> None:
    rows: dict[str, int] = {}
    for text in (one, other):
        plain = text.replace("1", "0") + "\n"
        found = tagger_kind.signs(text)
        assert len(found) == 2 * len(text)
        for sign, row in zip([sign for a, b in pairwise(plain) for sign in (a + b, a)], found, strict=True):
            assert 0 <= row < tagger_kind.SIGNS
            assert rows.setdefault(sign, row) == row


@given(TEXT)
def test_the_weights_are_those_that_the_model_holds(text: str) -> None:
    model = read_model(tagger.MODEL)
    told = float(model.kind[tagger_kind.signs(text)].astype(np.float64).sum() * model.kind_step)
    kind = tagger_kind.read_kind(tagger.MODEL)
    assert kind.told(text) == pytest.approx(told)
    assert kind.told(text) == kind.told(text), "remembered weights are the same"
    assert kind.bias == model.kind_bias


def test_a_table_of_another_size_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    with np.load(tagger.MODEL) as data:
        np.savez(path, **{**data, "kind": np.ones(3, np.int8)})
    with pytest.raises(DataError, match="another size"):
        tagger_kind.read_kind(path)
