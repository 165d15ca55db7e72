"""One small graph of invented pages for the library's tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli.app import app

PAGES = {
    "songling-2019-05-11": """松岭日报
2019年5月11日

松岭工业园迎来新企业

本报讯（记者 丁小满）5月10日，青禾实业有限公司落户松岭工业园。松岭县委书记高志远到松岭工业园调研。
松岭县县长白石参加调研。
""",
    "songling-2020-05-12": """松岭日报
2020年5月12日

县里召开大会

本报讯 5月11日，松岭县委书记高志远到青禾实业有限公司调研。青禾实业有限公司总经理张鸣介绍了情况。松岭县启动“绿野行动”。
""",
    "liutang-2020-06-01": """柳塘日报
2020年6月1日

校企合作

本报讯 柳塘县县长张鸣到柳塘中学调研。
""",
}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run() -> Callable[..., str]:
    """What a command of `kg` prints."""

    def run(*arguments: object) -> str:
        done = CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def built(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.build(pages, tmp_path_factory.mktemp("out"))
