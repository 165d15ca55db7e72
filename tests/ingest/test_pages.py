"""Files to pages."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import IngestSettings
from kg.errors import SourceMissing
from kg.ingest import read
from kg.ingest.decode import decode
from kg.ingest.lines import raw_lines
from kg.model import Page, Problem

TEXT = "青禾区召开会议\n\n近日，青禾区召开经济工作会议，部署全年工作。（李大伟）\n"


def _read(sources: Sequence[str | Path], settings: IngestSettings | None = None) -> tuple[list[Page], list[Problem]]:
    results = list(read(sources, settings or IngestSettings()))
    return [r for r in results if isinstance(r, Page)], [r for r in results if isinstance(r, Problem)]


def test_a_folder_is_read_with_its_subfolders(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("c.txt", "b/a.md", "b/d.html", "skip.pdf", ".hidden/e.txt", ".f.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    pages, problems = _read([tmp_path])
    assert [(page.id, page.media) for page in pages] == [("a", "markdown"), ("c", "text"), ("d", "html")]
    assert not problems


def test_the_order_of_sources_does_not_matter(tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.txt" for name in "bac"]
    for path in paths:
        path.write_text(TEXT, encoding="utf-8")
    assert _read(paths) == _read(paths[::-1]) == _read([tmp_path]) == _read([str(tmp_path / "*.txt"), tmp_path])


def test_files_of_one_stem_are_called_by_their_paths(tmp_path: Path) -> None:
    for name in ("x/01.txt", "y/01.txt", "y/02.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert [page.id for page in _read([tmp_path])[0]] == ["02", "x/01.txt", "y/01.txt"]


def test_a_missing_source_is_refused(tmp_path: Path) -> None:
    for source in (tmp_path / "none.txt", str(tmp_path / "*.txt"), tmp_path):
        with pytest.raises(SourceMissing, match="names no page"):
            _read([source])


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "binary"),
    ],
)
def test_files_that_are_no_pages(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "x.txt").write_bytes(content)
    pages, problems = _read([tmp_path])
    assert not pages
    assert [(p.kind, p.dropped) for p in problems] == [(kind, True)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "x.txt").write_bytes(TEXT.encode(encoding))
    (page,), _ = _read([tmp_path])
    assert page.text == TEXT


@given(st.text(st.sampled_from("青禾区召开会议，部署工作。张小雨\n2021 LED"), min_size=1, max_size=200))
def test_a_page_is_the_same_in_each_encoding(text: str) -> None:
    whole = f"青禾日报\n{text}\n二版"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"):
        assert decode(whole.encode(encoding))[0] == whole


def test_a_forced_encoding_that_does_not_fit_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(TEXT.encode("gb18030"))
    assert [p.kind for p in _read([tmp_path], IngestSettings(encoding="utf-8"))[1]] == ["encoding"]
    assert [p.kind for p in _read([tmp_path], IngestSettings(encoding="no-such"))[1]] == ["encoding"]
    assert _read([tmp_path], IngestSettings(encoding="gb18030"))[0][0].text == TEXT


def test_json_lines(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": "b", "text": TEXT, "date": "2021-06-08", "title": "青禾日报", "place": "青禾区"}),
        "{broken",
        json.dumps(["no object"]),
        json.dumps({"id": "a-20210609", "text": TEXT}, ensure_ascii=False),
        json.dumps({"id": "c", "text": ""}),
        json.dumps({"id": 7, "text": TEXT}),
        "",
        json.dumps({"id": "b", "text": "另一页"}),
    ]
    (tmp_path / "pages.jsonl").write_text("\n".join(rows), encoding="utf-8")
    pages, problems = _read([tmp_path])
    assert [(page.id, page.date) for page in pages] == [("a-20210609", "2021-06-09"), ("b", "2021-06-08"), ("b#2", "")]
    assert (pages[1].title, pages[1].place) == ("青禾日报", "青禾区")
    assert [p.where.rsplit(":", 1)[1] for p in problems if p.kind == "line"] == ["2", "3", "5", "6"]
    assert [(p.kind, p.dropped) for p in problems if p.kind != "line"] == [("duplicate", False)]


def test_date_and_place(tmp_path: Path) -> None:
    head = "---\ndate: 2021-06-08\n标题: 青禾日报\nplace: 青禾区\n---\n"
    (tmp_path / "front-2020-01-01.txt").write_text(head + TEXT, encoding="utf-8")
    (tmp_path / "name-2021-06-09.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "text.txt").write_text("青禾日报 2021年6月10日 星期四\n" + TEXT, encoding="utf-8")
    pages, _ = _read([tmp_path], IngestSettings(place="青禾市"))
    assert [(p.date, p.place, p.title) for p in pages] == [
        ("2021-06-08", "青禾区", "青禾日报"),
        ("2021-06-09", "青禾市", ""),
        ("2021-06-10", "青禾市", ""),
    ]
    assert pages[0].text == head + TEXT


def test_a_line_of_another_encoding_loses_only_itself(tmp_path: Path) -> None:
    rows = [json.dumps({"id": name, "text": TEXT}, ensure_ascii=False).encode() for name in "abc"]
    rows[1] = b"\x89\xff\0" + rows[1]
    (tmp_path / "pages.jsonl").write_bytes(b"\xef\xbb\xbf" + b"\r\n\r\n".join(rows[:2]) + b"\r" + rows[2])
    pages, problems = _read([tmp_path])
    assert [(page.id, page.source.rpartition(":")[2]) for page in pages] == [("a", "1"), ("c", "4")]
    assert [(p.kind, p.where.rpartition(":")[2]) for p in problems] == [("line", "3")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_lines_of_each_encoding(tmp_path: Path, encoding: str) -> None:
    rows = "\n".join(json.dumps({"id": name, "text": TEXT * 3}, ensure_ascii=False) for name in "ba")
    (tmp_path / "pages.jsonl").write_bytes(rows.encode(encoding))
    assert [(page.id, page.text) for page in _read([tmp_path])[0]] == [("a", TEXT * 3), ("b", TEXT * 3)]


@given(st.lists(st.sampled_from(["{}", "", " ", "x"]), max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_are_numbered_as_a_reader_counts_them(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], end: str
) -> None:
    path = tmp_path_factory.mktemp("lines") / "x.jsonl"
    path.write_bytes(end.join(rows).encode())
    found = [
        (line.number, raw, path.read_bytes()[line.start : line.start + line.size]) for line, raw in raw_lines(path)
    ]
    wanted = [(number, row.encode()) for number, row in enumerate(rows, 1) if row.strip()]
    assert found == [(number, row, row) for number, row in wanted]
