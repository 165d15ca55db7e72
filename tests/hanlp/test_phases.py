"""What happens before and after the model: cutting, labels, the way back to the text. Needs no HanLP."""

import logging
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon import table
from kg.model import Article, Block, BlockKind, Document, EntityType, OffsetMap, Page, Span
from kg.ner.hanlp import LIMIT, Label, Piece, align, decode, labels, locate, prepare
from kg.ner.hanlp_model import Output, Tagged, model_files
from kg.schema import subtypes as schema_subtypes

TEXTS = st.text(st.sampled_from("会议由何志远主持，在柳塘镇召开。！“”《》、： \n　abc12"), max_size=900)


def document_of(text: str) -> Document:
    """One article that is the whole text, as it is: the cleaning is not what is tested here."""
    blocks = (Block(BlockKind.BODY, 0, len(text)),)
    article = Article(0, Span(0, len(text)), text, OffsetMap.identity(len(text)), blocks)
    return Document(Page("page", text), (article,))


@given(TEXTS)
def test_pieces_hold_every_character_once(text: str) -> None:
    pieces = prepare(document_of(text))
    covered = Counter(piece.start + offset for piece in pieces for offset in range(len(piece.text)))
    assert all(count == 1 for count in covered.values())
    assert {index for index, char in enumerate(text) if not char.isspace()} <= set(covered)
    for piece in pieces:
        assert piece.text.strip()
        assert len(piece.text) <= LIMIT
        assert text[piece.start :].startswith(piece.text)


@given(TEXTS)
def test_pieces_are_sorted_by_length(text: str) -> None:
    sizes = [len(piece.text) for piece in prepare(document_of(text))]
    assert sizes == sorted(sizes)


def test_long_sentence_is_cut_at_clauses() -> None:
    pieces = prepare(document_of("村民们参加了读书活动，" * 60 + "活动结束。"))
    assert len(pieces) > 2
    assert sum(piece.text.endswith(("，", "。")) for piece in pieces) == len(pieces)


def test_pieces_of_all_articles_in_one_batch() -> None:
    first = document_of("会议结束。").articles[0]
    document = Document(Page("page", "会议结束。"), (first, first))
    assert [(piece.article, piece.text) for piece in prepare(document)] == [(0, "会议结束。"), (1, "会议结束。")]


@given(st.lists(st.text(st.sampled_from("会议何志远1a，"), min_size=1, max_size=4), max_size=12), st.data())
def test_tokens_are_found_where_they_stand(tokens: list[str], data: st.DataObject) -> None:
    """Blanks may stand anywhere between the characters of the text: tokens come without them."""
    blanks = st.sampled_from(["", "", " ", "　", "\n "])
    spaced = ["".join(char + data.draw(blanks) for char in token) for token in tokens]
    text = data.draw(blanks) + "".join(spaced)
    places = align(text, tokens)
    at = 0
    for token, place in zip(tokens, places, strict=True):
        assert place is not None
        start, end = place
        assert start >= at
        assert "".join(text[start:end].split()) == token
        at = end


def test_tokens_may_be_characters_of_the_text_blanks_too() -> None:
    text = " 许 建波 "
    places = align(text, tuple(text))
    piece, label = Piece(0, 10, text), Label(EntityType.PER, "person", 0.8)
    whole = locate(piece, places, Tagged("", "PERSON", 0, len(text)), label)
    assert whole is not None
    assert (whole.start, whole.end) == (11, 15)
    assert locate(piece, places, Tagged("", "PERSON", 0, 1), label) is None


def test_token_written_otherwise_has_no_place_and_the_next_is_found_again() -> None:
    places = align("会议，何志远主持，罗成参加。", ("会议", ",", "何志远", "主持", ",", "罗成", "参加", "。"))
    assert places == [(0, 2), None, (3, 6), (6, 8), None, (9, 11), (11, 13), (13, 14)]


def test_token_is_not_taken_from_far_ahead() -> None:
    """The comma is half-width here, and a half-width one stands further on: it is another."""
    text = "会议，何志远主持并作重要讲话罗成参加,结束。"
    assert align(text, ("会议", ",", "何志远"))[1:] == [None, (3, 6)]


def test_span_whose_edge_does_not_stand_in_the_text_is_no_candidate() -> None:
    piece, label = Piece(0, 0, "会议，何志远"), Label(EntityType.PER, "person", 0.8)
    places = align(piece.text, ("会议", ",", "何志远"))
    assert locate(piece, places, Tagged("ner/msra", "PERSON", 1, 3), label) is None
    found = locate(piece, places, Tagged("ner/msra", "PERSON", 2, 3), label)
    assert found is not None
    assert (found.start, found.end, found.rule) == (3, 6, "hanlp:ner/msra:PERSON")


def test_files_of_a_model_are_told_for_the_cache(tmp_path: Path) -> None:
    model = tmp_path / "model"
    (model / "ner").mkdir(parents=True)
    files = [model / "config.json", model / "model.pt", model / "ner" / "vocabs.json"]
    for file in files:
        file.touch()
    assert model_files(f"lexical + hanlp:{model}") == tuple(sorted(files))
    assert model_files("lexical+jieba") == ()
    assert model_files("hanlp:SOME_IDENTIFIER+hanlp:") == ()


def test_every_label_means_a_type_and_subtype_of_ours_or_nothing() -> None:
    assert {row[0] for row in table("ner_hanlp_labels", 4)} == set(labels())
    for label in labels().values():
        if label.type is None:
            assert label == Label(None, "", 0.0)
        else:
            assert label.subtype in schema_subtypes(label.type)
            assert 0 < label.score < 1


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("PERSON", EntityType.PER),
        ("nr", EntityType.PER),
        ("LOCATION", EntityType.PLACE),
        ("GPE", EntityType.PLACE),
        ("NT", EntityType.ORG),
        ("LAW", EntityType.PROG),
    ],
)
def test_labels_of_the_three_tag_sets(label: str, kind: EntityType) -> None:
    dropped: Counter[str] = Counter()
    span = Tagged("", label, 0, 1)
    ((kept, meaning),) = decode(Output(("何",), (span,)), dropped)
    assert (kept, meaning.type) == (span, kind)
    assert not dropped


def test_other_labels_are_counted_and_unknown_ones_said_once(caplog: pytest.LogCaptureFixture) -> None:
    dropped: Counter[str] = Counter()
    output = Output(("5月", "甲"), (Tagged("", "DATE", 0, 1), Tagged("", "SPICE", 1, 2)))
    with caplog.at_level(logging.WARNING):
        assert decode(output, dropped) == []
        assert decode(output, dropped) == []
    assert dropped == {"DATE": 2, "SPICE": 2}
    assert [record.getMessage().split(" is ")[0] for record in caplog.records] == ["the model's label SPICE"]
