"""What every mention keeps to, whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import IngestSettings
from kg.ingest import split
from kg.model import Document, Page, evidence_text
from kg.ner.lexical import LexicalRecogniser

WORDS = """
县委书记 周文博 、 ， 。 柳塘镇 双桥村 的 区教育局 有限公司 “ ” 活动 （ ） 记者 第三届 会议 《 》 实施方案 阿依古丽
· 南通市 开展 2020年 某 等3个村 欧阳 说 A 市 委 路 在 海汇 支行 ( ) ,
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\n\n", " ", "\t", "\u3000"])


def document_of(text: str) -> Document:
    return split(Page("page", text), IngestSettings())[0]


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_mentions_slice_back_and_never_overlap(text: str) -> None:
    document = document_of(text)
    mentions = LexicalRecogniser().recognise(document)
    end = 0
    for mention in mentions:
        article = document.articles[mention.article]
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == evidence_text(article.text[mention.text_start : mention.text_end])
        assert (mention.start, mention.end) == article.raw(mention.text_start, mention.text_end)
        assert mention.text and 0 <= mention.score <= 1 and mention.rule and mention.subtype
        end = mention.end


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=50, deadline=None)
def test_same_text_same_mentions(text: str) -> None:
    assert LexicalRecogniser().recognise(document_of(text)) == LexicalRecogniser().recognise(document_of(text))


def test_name_split_by_a_column_break_is_one_mention() -> None:
    text = "今年以来，远澜纺织科\n\n技有限公司的产品远销海外，工人们加班加点，订单排到了明年。\n"
    surfaces = [mention.text for mention in LexicalRecogniser().recognise(document_of(text))]
    assert "远澜纺织科技有限公司" in surfaces


def test_empty_page_has_no_mentions() -> None:
    assert LexicalRecogniser().recognise(document_of("\n")) == []
