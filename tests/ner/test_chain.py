"""Several recognisers as one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.config import NerSettings
from kg.errors import UnknownName, UsageError
from kg.model import Document, EntityType, Mention
from kg.ner import build
from kg.ner.chain import join

ONE = Mention(0, 3, "周文博", EntityType.PER, "person", 0, 0, 3, 0.8, ("lexical",), "person:title")


def test_unknown_recogniser_is_named_with_the_choices() -> None:
    with pytest.raises(UnknownName, match="lexical, jieba"):
        build(NerSettings(recognisers="lexical+magic"))


def test_hanlp_tells_its_extra() -> None:
    with pytest.raises(UsageError, match="extra"):
        build(NerSettings(recognisers="hanlp:some-model"))


def test_missing_lexicon_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        build(NerSettings(lexicon=tmp_path / "none.csv"))


def test_equal_mentions_are_joined_and_surer() -> None:
    other = replace(ONE, score=0.5, recognisers=("jieba",), rule="tagger:nr")
    (joined,) = join([[ONE], [other]])
    assert joined.recognisers == ("lexical", "jieba")
    assert joined.rule == "person:title"
    assert joined.score == pytest.approx(0.9)


def test_first_recogniser_wins_where_spans_cross() -> None:
    other = replace(ONE, start=1, end=5, recognisers=("jieba",))
    assert join([[ONE], [other]]) == (ONE,)


def test_later_recogniser_adds_what_the_first_missed() -> None:
    other = replace(ONE, start=7, end=9, recognisers=("jieba",))
    assert join([[ONE], [other]]) == (ONE, other)


def test_both_recognisers_run(make_document: Callable[..., Document]) -> None:
    document = make_document("县委书记周文博主持会议。\n")
    mentions = next(iter(build(NerSettings(recognisers="lexical+jieba")).pipe([document])))
    assert ("周文博", ("lexical", "jieba")) in [(mention.text, mention.recognisers) for mention in mentions]
