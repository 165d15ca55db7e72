from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.config import Settings
from kg.ingest import split
from kg.model import EntityType, Page
from kg.ner import tagger_views as views
from kg.ner.candidate import Candidate
from kg.ner.scan import Scan

TEXT = st.text("张王建国在江苏省镇村的、，。！”A1 \n𠮷", min_size=1, max_size=40)


def _scan(text: str) -> Scan:
    document, _ = split(Page("page", text), Settings().ingest)
    return Scan(document.articles[0], text)


def test_each_view_has_one_number_a_character() -> None:
    scan = _scan("1987年，张建国在江苏省南通市工作。")
    tags = sorted(set(scan.tags))
    seen = views.views(scan, tags)
    assert {len(values) for values in seen} == {len(scan.text)}
    assert [tags[number - 1] for number in seen.tags[np.array(scan.starts[:-1])]] == scan.tags
    assert len(set(seen.letters[:4].tolist())) == 1, "digits are alike"


def test_a_tag_that_the_model_does_not_know_is_nought() -> None:
    assert set(views.views(_scan("张建国工作。"), ()).tags.tolist()) == {0}


def test_words_tell_where_they_begin_and_end() -> None:
    scan = _scan("他在北京工作。")
    places = views.views(scan, ()).words // 6
    for start, end in pairwise(scan.starts):
        expected = [2] if end - start == 1 else [0, *[1] * (end - start - 2), 3]
        assert places[start:end].tolist() == expected


def test_places_begin_with_one() -> None:
    scan = _scan("他在北京工作。")
    scan.add_places([Candidate(2, 4, EntityType.PLACE, "city", 0.9, "place:gazetteer")])
    assert views.views(scan, ()).places.tolist() == [0, 0, 1, 2, 0, 0, 0]


@given(TEXT)
def test_sentences_cover_the_text_without_gaps(text: str) -> None:
    spans = views.sentences(text)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(start < end for start, end in spans)
