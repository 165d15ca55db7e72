"""Names of those who wrote or photographed."""

from collections.abc import Callable

import pytest

from kg.model import Document, Mention

Make = Callable[..., Document]
Recognise = Callable[[Document], list[Mention]]


def persons(make_document: Make, recognise: Recognise, text: str) -> list[str]:
    return [mention.text for mention in recognise(make_document(text)) if mention.type.value == "PER"]


@pytest.fixture
def recognise() -> Recognise:
    from kg.ner.lexical import LexicalRecogniser

    return LexicalRecogniser().recognise


BODY = "连日来，柳塘镇组织村民清理河道，河水清了，岸边绿了，群众脸上有了笑容，大家都说好。"


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        ("(周文 李小红)", ["周文", "李小红"]),
        ("（记者 周文博 通讯员 储亮）", ["周文博", "储亮"]),
        ("(吉 萍 于建军)", ["吉萍", "于建军"]),
        ("周文博 摄", ["周文博"]),
    ],
)
def test_names_at_the_end(
    make_document: Make,
    recognise: Recognise,
    tail: str,
    expected: list[str],
) -> None:
    assert persons(make_document, recognise, f"柳塘镇清理河道\n\n{BODY}{tail}") == expected


def test_reporter_at_the_beginning(make_document: Make, recognise: Recognise) -> None:
    text = f"柳塘镇清理河道\n\n本报讯（记者 周文博）{BODY}"
    assert persons(make_document, recognise, text) == ["周文博"]


def test_brackets_with_words_are_no_bylines(make_document: Make, recognise: Recognise) -> None:
    assert persons(make_document, recognise, f"柳塘镇清理河道\n\n{BODY}（详见第三版）") == []


def test_departments_sign_by_short_forms(make_document: Make, recognise: Recognise) -> None:
    found = recognise(make_document(f"柳塘镇清理河道\n\n{BODY}（柳组）"))
    assert [(mention.text, mention.type.value) for mention in found if mention.rule == "org:byline"] == [
        ("柳组", "ORG")
    ]
