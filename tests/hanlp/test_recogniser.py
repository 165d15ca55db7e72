"""The recogniser on real components of the three shapes that HanLP has: recurrent, transformer, multi-task."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Document, Mention
from kg.ner.hanlp import HanlpRecogniser
from tests.hanlp.conftest import WHY

pytest.importorskip("hanlp", reason=WHY)

PAGE = """青岚市水利局召开防汛会议

本报讯 5月12日，青岚市水利局召开防汛工作会议。青岚市水利局局长何志
远主持会议并讲话。柳塘镇党委书记许 建波走访了青岚远澜纺织有限公司。
"""
MakeDocument = Callable[..., Document]
BODY = len("本报讯 ")


@pytest.fixture(scope="session", params=["recurrent", "transformer", "multitask"])
def recogniser(request: pytest.FixtureRequest) -> HanlpRecogniser:
    return HanlpRecogniser(str(request.getfixturevalue(request.param)))


def readings(mentions: list[Mention]) -> set[tuple[str, str, str]]:
    return {(mention.text, mention.type.value, mention.subtype) for mention in mentions}


def test_finds_names_with_type_and_subtype(recogniser: HanlpRecogniser, make_document: MakeDocument) -> None:
    found = readings(recogniser.recognise(make_document(PAGE)))
    assert {
        ("青岚市水利局", "ORG", "government"),
        ("何志远", "PER", "person"),
        ("柳塘镇", "PLACE", "town"),
        ("青岚远澜纺织有限公司", "ORG", "company"),
    } <= found


def test_mentions_slice_the_raw_page(recogniser: HanlpRecogniser, make_document: MakeDocument) -> None:
    document = make_document(PAGE)
    mentions = recogniser.recognise(document)
    assert len(mentions) >= 5
    for mention in mentions:
        assert "".join(PAGE[mention.start : mention.end].split()) == mention.text
        text = document.articles[mention.article].text
        assert "".join(text[mention.text_start : mention.text_end].split()) == mention.text
        assert mention.recognisers == ("hanlp",)
        assert 0 < mention.score < 1


def test_rule_names_task_and_label(recogniser: HanlpRecogniser, make_document: MakeDocument) -> None:
    rules = {mention.rule for mention in recogniser.recognise(make_document(PAGE))}
    task = "ner/msra:" if recogniser.model.tasks else ""
    assert {f"hanlp:{task}PERSON", f"hanlp:{task}ORGANIZATION"} <= rules
    pku = {"hanlp:ner/pku:nr", "hanlp:ner/pku:ns"} if recogniser.model.tasks else set()
    assert rules <= {f"hanlp:{task}{label}" for label in ("PERSON", "ORGANIZATION", "LOCATION")} | pku


def test_gazetteer_tells_the_kind_of_place(recogniser: HanlpRecogniser, make_document: MakeDocument) -> None:
    """By its last letter it could be a county-level city."""
    found = readings(recogniser.recognise(make_document("本报讯 罗成来到兰州市参加会议。")))
    assert ("兰州市", "PLACE", "city") in found


def test_spans_of_a_text_are_in_order(recogniser: HanlpRecogniser) -> None:
    texts = ["青岚市水利局局长何志远主持会议。", "许建波走访了青岚远澜纺织有限公司，罗成参加。"]
    outputs = recogniser.model.run(texts)
    assert ["".join(output.tokens) for output in outputs] == texts
    for output in outputs:
        assert len(output.spans) >= 2
        assert list(output.spans) == sorted(output.spans)
    assert recogniser.model.run([]) == []


def test_of_two_tasks_the_longer_reading_stays(multitask: Path, make_document: MakeDocument) -> None:
    """One guideline names the body, the other the area in its name; a person both see is one mention."""
    recogniser = HanlpRecogniser(str(multitask))
    assert recogniser.model.tasks == ("ner/msra", "ner/pku")
    (output,) = recogniser.model.run(["青岚市水利局局长何志远主持会议。"])
    assert {"ORGANIZATION", "ns", "PERSON", "nr"} <= {span.label for span in output.spans}
    mentions = recogniser.recognise(make_document("本报讯 青岚市水利局局长何志远主持会议。"))
    assert [(mention.text, mention.type.value) for mention in mentions] == [("青岚市水利局", "ORG"), ("何志远", "PER")]


def test_labels_that_do_not_count_are_dropped_and_counted(
    recogniser: HanlpRecogniser, make_document: MakeDocument
) -> None:
    before = recogniser.dropped["DATE"]
    mentions = recogniser.recognise(make_document(PAGE))
    assert not [mention for mention in mentions if mention.text.startswith("5月")]
    assert recogniser.dropped["DATE"] > before


def test_same_page_same_mentions_in_order(recogniser: HanlpRecogniser, make_document: MakeDocument) -> None:
    mentions = recogniser.recognise(make_document(PAGE))
    assert recogniser.recognise(make_document(PAGE)) == mentions
    assert mentions == sorted(mentions, key=lambda mention: (mention.start, mention.end))
    ends = [mention.end for mention in mentions[:-1]]
    assert all(end <= after.start for end, after in zip(ends, mentions[1:], strict=True))


def test_each_sentence_keeps_its_own_names(recogniser: HanlpRecogniser, make_document: MakeDocument) -> None:
    """Sentences go through the model in the order of their lengths, which is not the order of the page."""
    sentences = [
        "5月8日，何志远主持会议并讲话。",
        "罗成来到白鹭村看望村民。",
        "会议介绍了防汛工作情况。",
        "周敏参加会议。",
    ]
    page, expected = "本报讯 ", []
    for sentence in sentences:
        for mention in recogniser.recognise(make_document(f"本报讯 {sentence}")):
            if mention.start >= BODY:
                expected.append((mention.start - BODY + len(page), mention.text, mention.rule))
        page += sentence
    assert len(expected) >= 3
    together = [mention for mention in recogniser.recognise(make_document(page)) if mention.start >= BODY]
    assert [(mention.start, mention.text, mention.rule) for mention in together] == expected


def test_long_sentence(recogniser: HanlpRecogniser, make_document: MakeDocument) -> None:
    """A notice without a full stop, ten times as long as a piece may be."""
    page = "本报讯 " + "村民参加了读书活动，" * 250 + "罗成来到白鹭村看望村民。"
    mentions = recogniser.recognise(make_document(page))
    assert "罗成" in [mention.text for mention in mentions if mention.start > 2400]


@pytest.mark.parametrize("page", ["", "\n\n \n", "。", "！！！\n\n？", "hello, world", "𠮷\u200b\ufeff", "\x00"])
def test_pages_without_names(recogniser: HanlpRecogniser, make_document: MakeDocument, page: str) -> None:
    for mention in recogniser.recognise(make_document(page)):
        assert "".join(page[mention.start : mention.end].split()) == mention.text


def test_relative_directory(recurrent: Path, make_document: MakeDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(recurrent.parent)
    assert readings(HanlpRecogniser("recurrent").recognise(make_document(PAGE)))
