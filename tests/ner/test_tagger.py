from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Settings
from kg.errors import DataError
from kg.ingest import split
from kg.model import EntityType, Page
from kg.ner import tagger
from kg.ner import tagger_features as features
from kg.ner.candidate import Candidate
from kg.ner.lexical import LexicalRecogniser
from kg.ner.merge import join_tagger, unseen
from kg.ner.scan import Scan

NEWS = "本报讯 日前，镇党委召开会议，部署乡村振兴重点工作，要求各村党支部把责任落实到人，确保群众满意，推动发展。"
HAN = st.text("张王李明华建国在江苏省镇村的、，。了说“”A1 ", min_size=1, max_size=40)


def _scans(text: str) -> list[Scan]:
    document, _ = split(Page("page", text), Settings().ingest)
    return [Scan(article, text) for article in document.articles]


def _read(text: str) -> set[tuple[str, EntityType]]:
    """Surface and type of what the tagger alone reads."""
    scans = _scans(text)
    read = tagger.load().read(scans, [[] for _ in scans])
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


@given(st.lists(HAN, min_size=1, max_size=3))
def test_spans_lie_in_their_text_never_overlap_and_have_a_probability(texts: list[str]) -> None:
    scans = [scan for text in texts for scan in _scans(text)]
    for scan, found in zip(scans, tagger.load().read(scans, [[] for _ in scans]), strict=True):
        ends = 0
        for candidate in found.mentions:
            assert ends <= candidate.start < candidate.end <= len(scan.text)
            assert "\n" not in scan.text[candidate.start : candidate.end]
            assert 0 <= candidate.score <= 1
            ends = candidate.end


@given(HAN, HAN)
def test_an_article_is_read_alike_whatever_stands_on_the_rest_of_the_page(one: str, other: str) -> None:
    first, second = _scans(one), _scans(other)
    alone = tagger.load().read(first, [[] for _ in first])
    together = tagger.load().read([*first, *second], [[] for _ in [*first, *second]])
    assert together[: len(first)] == alone


@given(HAN)
def test_each_template_has_one_row_a_character_and_only_neighbours_decide_it(text: str) -> None:
    scans = _scans(text)
    seen = features.views(scans)
    rows = features.rows(seen, 12)
    assert rows.shape == (len(features.TEMPLATES), seen.size - 2 * features.PAD)
    assert (rows >= 0).all()
    assert (rows < 1 << 12).all()
    alone = features.rows(seen, 12, ("C0",))
    hashed: dict[str, int] = {}
    for scan, start in zip(scans, seen.starts, strict=True):
        for letter, row in zip(scan.text, alone[0, start - features.PAD :].tolist(), strict=False):
            assert hashed.setdefault("0" if letter.isdigit() else letter, row) == row


def test_what_is_read_already_is_not_asked_again() -> None:
    text = f"{NEWS}县农业局局长邵启文在会上讲话。"
    scans = _scans(text)
    at = text.index("邵启文")
    known = Candidate(at, at + 3, EntityType.PER, "person", 0.9, "person:title")
    fresh, asked = tagger.load().read(scans, [[]])[0], tagger.load().read(scans, [[known]])[0]
    assert [c[:3] for c in fresh.mentions] == [c[:3] for c in asked.mentions]
    assert {c.score for c in asked.mentions if c.start == at} == {0}
    assert all(c.score > 0 for c in fresh.mentions)


def test_encyclopaedic_text_is_foreign_and_newspaper_text_is_not() -> None:
    other = "该属植物原产于南美洲，19世纪由英国植物学家命名，常见于热带森林，学名来自希腊语，意为“三片叶子”。"
    assert [tagger.load().read(_scans(text), [[]])[0].foreign for text in (NEWS, other)] == [False, True]


def test_in_foreign_text_the_tagger_reads_first() -> None:
    read = Candidate(0, 6, EntityType.ORG, "institution", 0.6, "tagger:org")
    weak = Candidate(0, 2, EntityType.PLACE, "city", 0.8, "place:gazetteer")
    sure = Candidate(8, 10, EntityType.PLACE, "country", 0.95, "place:list")
    user = Candidate(0, 2, EntityType.PLACE, "city", 1.0, "user:1")
    foreign = tagger.Reading((read,), foreign=True)
    assert [one[:3] for one in join_tagger([weak, sure], [weak, sure], foreign)[1]] == [read[:3], sure[:3]]
    assert join_tagger([weak, user], [user], foreign)[1] == [user]
    assert join_tagger([weak, sure], [weak, sure], tagger.Reading((read,), foreign=False))[1] == [weak, sure]


def test_a_tagger_adds_only_what_is_sure_and_free() -> None:
    sure = Candidate(0, 3, EntityType.PER, "person", 0.9, "tagger:per")
    unsure = Candidate(5, 8, EntityType.PER, "person", 0.3, "tagger:per")
    programme = Candidate(10, 14, EntityType.PROG, "campaign", 0.99, "tagger:prog")
    rule = Candidate(2, 4, EntityType.PLACE, "city", 0.5, "place:gazetteer")
    assert unseen([sure, unsure, programme], []) == [sure]
    assert unseen([sure, unsure, programme], [rule]) == []


@pytest.mark.parametrize(
    ("text", "name", "recognisers"),
    [
        ("博尔塔维亚是法国南部的城市，位于地中海沿岸。", "博尔塔维亚", ("tagger",)),
        (f"{NEWS}县农业局局长邵启文在会上讲话。", "邵启文", ("lexical", "tagger")),
        ("云岭县教育局开展“护苗”行动。", "“护苗”行动", ("lexical",)),
    ],
)
def test_a_mention_tells_who_saw_it(text: str, name: str, recognisers: tuple[str, ...]) -> None:
    document, _ = split(Page("page", text), Settings().ingest)
    (mention,) = [m for m in LexicalRecogniser().recognise(document) if m.text == name]
    assert text[mention.start : mention.end] == name
    assert mention.recognisers == recognisers


def test_equal_weights_give_equal_bytes_and_come_back(tmp_path: Path) -> None:
    weights = tagger.read_weights(tagger.MODEL)
    for name in ("one.npz", "two.npz"):
        tagger.write_weights(tmp_path / name, weights)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    again = tagger.read_weights(tmp_path / "one.npz")
    assert np.array_equal(again.table, weights.table)
    assert np.array_equal(again.moves, weights.moves)
    assert np.array_equal(again.kind, weights.kind)
    assert (again.scale, again.kind_scale, again.made_for) == (weights.scale, weights.kind_scale, weights.made_for)


def test_the_model_is_small() -> None:
    assert tagger.MODEL.stat().st_size < 5_000_000


def test_a_damaged_model_or_one_for_other_features_is_told(tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(b"no model")
    with pytest.raises(DataError, match="make train"):
        tagger.load(path)
    tagger.write_weights(path, tagger.read_weights(tagger.MODEL)._replace(made_for="others"))
    with pytest.raises(DataError, match="other features"):
        tagger.load(path)
