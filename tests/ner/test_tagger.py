from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Settings
from kg.errors import DataError
from kg.ingest import split
from kg.model import EntityType, Page
from kg.ner import tagger, tagger_model
from kg.ner.candidate import Candidate
from kg.ner.lexical import LexicalRecogniser
from kg.ner.merge import join_tagger
from kg.ner.scan import Scan
from kg.ner.tagger_net import Layer, Network

NEWS = "本报讯 日前，镇党委召开会议，部署乡村振兴重点工作，要求各村党支部把责任落实到人，确保群众满意，推动发展。"
OTHER = "该属植物原产于南美洲，由英国植物学家约翰·史密斯命名，常见于巴西的热带森林。"
HAN = st.text("张王李明华建国在江苏省镇村的、，。了说“”A1 ", min_size=1, max_size=40)


def _scans(text: str) -> list[Scan]:
    document, _ = split(Page("page", text), Settings().ingest)
    return [Scan(article, text) for article in document.articles]


def _read(text: str) -> set[tuple[str, EntityType]]:
    """Surface and type of what the tagger alone reads."""
    scans = _scans(text)
    read = tagger.load().read(scans)
    return {
        (scan.text[c.start : c.end], c.type) for scan, found in zip(scans, read, strict=True) for c in found.mentions
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("1987年，作曲家卡雷尔·诺瓦切克移居布拉格。", "卡雷尔·诺瓦切克", EntityType.PER),
        ("邵启文出生于一个教师家庭，后来赴日本留学。", "邵启文", EntityType.PER),
        ("博尔塔维亚是法国南部的城市，位于地中海沿岸。", "博尔塔维亚", EntityType.PLACE),
        ("他于1953年毕业于清河大学，后来在巴黎工作。", "清河大学", EntityType.ORG),
    ],
)
def test_names_are_read_without_lists(text: str, name: str, kind: EntityType) -> None:
    assert (name, kind) in _read(text)


def test_common_nouns_are_not_names() -> None:
    assert _read("这些地方的农民把种子撒在田里，等到秋天收割。") == set()


@settings(max_examples=20, deadline=None)
@given(st.lists(HAN, min_size=1, max_size=3))
def test_spans_lie_in_their_text_never_overlap_and_have_a_probability(texts: list[str]) -> None:
    scans = [scan for text in texts for scan in _scans(f"{OTHER}{text}")]
    for scan, found in zip(scans, tagger.load().read(scans), strict=True):
        ends = 0
        for candidate in found.mentions:
            assert ends <= candidate.start < candidate.end <= len(scan.text)
            assert "\n" not in scan.text[candidate.start : candidate.end]
            assert 0 <= candidate.score <= 1
            ends = candidate.end


def test_equal_articles_are_read_alike() -> None:
    one, again = tagger.load().read([*_scans(OTHER), *_scans(OTHER)])
    assert one == again
    assert one.mentions


def test_in_a_newspaper_no_article_is_foreign() -> None:
    scans = [*_scans(OTHER), *(scan for _ in range(4) for scan in _scans(NEWS))]
    assert [reading.foreign for reading in tagger.load().read(scans)] == [False] * len(scans)


def test_encyclopaedic_text_is_foreign_and_newspaper_text_is_not() -> None:
    other = "该属植物原产于南美洲，19世纪由英国植物学家命名，常见于热带森林，学名来自希腊语，意为“三片叶子”。"
    assert [tagger.load().read(_scans(text))[0].foreign for text in (NEWS, other)] == [False, True]


def test_a_page_known_to_be_a_newspapers_is_not_read_however_short() -> None:
    assert tagger.load().read(_scans(OTHER))[0].foreign
    assert tagger.load().read(_scans(OTHER), news=True) == [tagger.Reading((), foreign=False)]


def test_in_foreign_text_the_tagger_reads_first() -> None:
    read = Candidate(0, 6, EntityType.ORG, "institution", 0.6, "tagger:org")
    weak = Candidate(0, 2, EntityType.PLACE, "city", 0.8, "place:gazetteer")
    sure = Candidate(8, 10, EntityType.PLACE, "country", 0.95, "place:gazetteer")
    user = Candidate(0, 2, EntityType.PLACE, "city", 1.0, "user:1")
    foreign = tagger.Reading((read,), foreign=True)
    assert [one[:3] for one in join_tagger([weak, sure], [weak, sure], foreign)[1]] == [read[:3], sure[:3]]
    assert join_tagger([weak, user], [user], foreign)[1] == [user]
    assert join_tagger([weak, sure], [weak, sure], tagger.Reading((read,), foreign=False))[1] == [weak, sure]


@pytest.mark.parametrize(
    ("text", "name", "recognisers"),
    [
        ("博尔塔维亚是法国南部的城市，位于地中海沿岸。", "博尔塔维亚", ("tagger",)),
        ("邵启文教授出生于一个教师家庭，后来赴日本留学。", "邵启文", ("lexical", "tagger")),
        ("云岭县教育局开展“护苗”行动。", "“护苗”行动", ("lexical",)),
    ],
)
def test_a_mention_tells_who_saw_it(text: str, name: str, recognisers: tuple[str, ...]) -> None:
    document, _ = split(Page("page", text), Settings().ingest)
    (mention,) = [m for m in LexicalRecogniser().recognise(document) if m.text == name]
    assert text[mention.start : mention.end] == name
    assert mention.recognisers == recognisers


def test_equal_models_give_equal_bytes_and_come_back(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    tables = tuple(rng.normal(size=(5, 2)).astype(np.float32) for _ in range(6))
    shapes = ((12, 16), (16,), (2, 2, 8))  # of two hidden units
    layer = Layer(*(rng.normal(size=shape).astype(np.float32) for shape in shapes))
    network = Network(np.arange(3), tables, (layer,), np.ones((4, 9), np.float32), np.zeros(9, np.float32))
    model = tagger_model.Model((network,), np.zeros((9, 9), np.float32), ("n", "v"), np.ones(4, np.int8), 0.5, -1.5)
    for name in ("one.npz", "two.npz"):
        tagger_model.write_model(tmp_path / name, model)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    again = tagger_model.read_model(tmp_path / "one.npz")
    assert (again.tags, again.kind_step, again.kind_bias) == (model.tags, model.kind_step, model.kind_bias)
    assert np.array_equal(again.kind, model.kind)
    assert np.array_equal(again.moves, model.moves)


def test_the_model_is_small() -> None:
    assert tagger.MODEL.stat().st_size < 5_000_000


def test_a_damaged_model_or_one_for_other_features_is_told(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(b"no model")
    with pytest.raises(DataError, match="make train"):
        tagger.load(path)
    with np.load(tagger.MODEL) as data:
        np.savez(path, **{**data, "made_for": np.array("others")})
    with pytest.raises(DataError, match="other features"):
        tagger.load(path)
