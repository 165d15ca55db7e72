"""A small build of a few invented pages, with its statements as its own file has them."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.config import Settings
from kg.pipeline import build
from kg.serve.desk import Desk

PAGES = {
    "qinglan-2021-05-13": (
        "青岚市水利局召开会议",
        "本报讯 青岚市水利局局长何志远主持会议并讲话。青岚市水利局副局长许文静参加会议。",
    ),
    "qinglan-2021-06-02": (
        "青岚市召开防汛会议",
        "本报讯 6月1日，青岚市召开防汛会议。何志远参加会议。",
        "青岚市人大常委会主任孔令山、青岚市总工会主席田雪梅到会。",
    ),
    "qinglan-2021-07-08": (
        "园区添新军",
        "本报讯 青岚市恒通机械有限公司落户青岚经济开发区。青岚市恒通机械有限公司总经理陆家明介绍情况。",
        "结对共建",
        "本报讯 青岚市水利局与青岚市恒通机械有限公司签约共建。",
    ),
    "lanting-2020-01": (
        "岚亭县教育局局长走访学校",
        "本报讯 岚亭县教育局局长何志远到岚亭县第一中学走访。",
    ),
}
HTML = """<html><body><h1>岚亭县开展“春风行动”</h1>
<p>本报讯&nbsp;岚亭县总工会主席<b>田</b>雪梅参加“春风行动”。</p></body></html>
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("desk")
    (home / "pages").mkdir()
    for name, text in PAGES.items():
        (home / "pages" / f"{name}.txt").write_text("\n\n".join(text) + "\n", encoding="utf-8")
    (home / "pages" / "lanting-2020-03.html").write_text(HTML, encoding="utf-8")
    build([home / "pages"], home / "out", Settings())
    return home / "out"


@pytest.fixture(scope="session")
def desk(folder: Path) -> Desk:
    return Desk.open(folder)


@pytest.fixture(scope="session")
def lines(folder: Path) -> list[dict[str, Any]]:
    """The statements, read from their file without the desk."""
    return [json.loads(line) for line in (folder / "statements.jsonl").read_text(encoding="utf-8").splitlines()]
