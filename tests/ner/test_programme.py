"""Programmes in sentences about invented campaigns, projects and awards."""

from collections.abc import Callable
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"


def programmes(found: Callable[[str], list[tuple[str, str]]], text: str) -> list[str]:
    return [surface for surface, kind in found(text) if kind == "PROG"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("镇里开展“红烛暖心”志愿服务活动。", ["“红烛暖心”志愿服务活动"]),
        ("学校实施“启明星”计划，推出“一卡通办”机制。", ["“启明星”计划", "“一卡通办”机制"]),
        ("印发《柳塘镇河道保洁实施方案》。", ["柳塘镇河道保洁实施方案"]),
        ("《节水公约》主题宣传活动启动。", ["《节水公约》主题宣传活动"]),
        ("她荣获“五一劳动奖章”。", ["五一劳动奖章"]),
        ("区里开展水污染专项整治行动。", ["水污染专项整治行动"]),
        ("公司实施青年工匠培育工程。", ["青年工匠培育工程"]),
        ("第七届“情满柳塘”助学金发放仪式举行。", ["第七届“情满柳塘”助学金发放仪式"]),
        ("区第三届人大常委会第十二次会议通过。", ["区第三届人大常委会第十二次会议"]),
        ("该村被评为省级文明村。", ["省级文明村"]),
        ("落实河长制，做好世界环境日宣传。", ["河长制", "世界环境日"]),
    ],
)
def test_programmes(found: Callable[[str], list[tuple[str, str]]], text: str, expected: list[str]) -> None:
    assert programmes(found, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "以“敢想敢拼”的精神，练就“真功夫”。",
        "“今天真高兴！”他说。",
        "要当好“后勤员”，唱响“主旋律”。",
        "提供“一条龙”服务。",
        "开展工作，召开会议，参加活动。",
    ],
)
def test_slogans_and_common_nouns_are_none(found: Callable[[str], list[tuple[str, str]]], text: str) -> None:
    assert programmes(found, text) == []


def test_inside_of_quotes_is_known_after_the_full_name(found: Callable[[str], list[tuple[str, str]]]) -> None:
    text = "县里上线“云小治”基层智治平台。群众说“云小治”管用。"
    assert programmes(found, text) == ["“云小治”基层智治平台", "云小治"]


def lines(file: str) -> list[str]:
    every = (DATA / file).read_text(encoding="utf-8").split("\n")
    return [line for line in every if line and not line.startswith("#")]


SENTENCES = [tuple(line.split("\t")) for line in lines("programme_sentences.tsv")]


def printed(name: str) -> str:
    """The span of a name: without the marks if it stands in them alone."""
    alone = name[0] in "“《" and name[-1] in "”》" and "”" not in name[1:-1]
    return name[1:-1] if alone else name


@pytest.mark.parametrize(("kind", "sentence"), SENTENCES)
def test_names_of_every_kind_are_found_whole(
    ruled: Callable[[str], list[tuple[str, str]]], kind: str, sentence: str
) -> None:
    names = [line.partition("\t")[2] for line in lines("programmes.tsv") if line.startswith(f"{kind}\t")]
    missed = [
        name for name in names if (printed(name), "PROG") not in ruled(sentence.format(name).replace("\\n", "\n"))
    ]
    assert missed == []


def test_sentences_without_a_programme(ruled: Callable[[str], list[tuple[str, str]]]) -> None:
    wrong = [line for line in lines("no_programmes.txt") if programmes(ruled, line)]
    assert wrong == []
