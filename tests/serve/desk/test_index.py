"""The index is made once, anew for another build, and whole or not at all."""

import os
import shutil
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.io.layout import STATE, STATEMENTS
from kg.serve.desk import Desk
from kg.serve.desk.index import NAME, build_key, index, key_of


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(folder, tmp_path / "out")
    (tmp_path / "out" / NAME).unlink(missing_ok=True)
    return tmp_path / "out"


def test_made_once(copy: Path) -> None:
    path = index(copy)
    before = path.stat()
    assert index(copy) == path
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not list(copy.glob(f".{NAME}*"))


def test_made_anew_for_another_build(copy: Path) -> None:
    path = index(copy)
    before = key_of(path)
    os.utime(copy / STATEMENTS, ns=(1, 1))
    assert key_of(index(copy)) == build_key(copy) != before


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_index_is_replaced(copy: Path, content: bytes) -> None:
    (copy / NAME).write_bytes(content)
    assert Desk.open(copy).search("青岚").items


def test_same_build_same_index(copy: Path) -> None:
    first = index(copy).read_bytes()
    (copy / NAME).unlink()
    assert index(copy).read_bytes() == first


def test_a_failure_leaves_nothing(copy: Path) -> None:
    (copy / STATEMENTS).write_text("{no json\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"statements\.jsonl line 1"):
        index(copy)
    assert not [path for path in copy.iterdir() if NAME in path.name]


def test_no_build(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run kg build"):
        Desk.open(tmp_path)


def test_without_the_texts_there_are_still_the_quotes(copy: Path) -> None:
    (copy / STATE).unlink()
    desk = Desk.open(copy)
    sheet = desk.sheet("qinglan-2021-05-13")
    assert sheet is not None
    assert sheet.text is None
    assert sheet.mentions == ()
    assert any("何志远" in quote for one in sheet.statements for _, _, quote in one.quotes)
