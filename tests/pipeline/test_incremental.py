"""What was built before must never show: an incremental or a resumed build leaves the bytes of a full one."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.generate import Archive
from kg.config import Settings
from kg.pipeline import build

NAMES = ("a-2021-05-13", "b-2021-06-02", "c", "d-2022", "e")
SENTENCES = (
    "青岚市水利局局长何志远走访青岚市远澜纺织有限公司。",
    "青岚市远澜集团联合青岚市总工会开展“金秋圆梦”助学行动。",
    "青岚市水利局局长顾平到柳塘镇检查防汛工作。",
    "云溪区区长罗成任云溪区教育局局长。",
    "港闸区水务局原局长蒋文涛出席仪式。",
)
FIRM, GROUP = "ORG|青岚市远澜纺织有限公司|青岚市|", "ORG|青岚市远澜集团|青岚市|"
BUREAU = "ORG|青岚市水利局|青岚市|"
JUDGEMENTS = (
    ("same", FIRM, GROUP),
    ("different", FIRM, GROUP),
    ("different", BUREAU, f"{BUREAU}|c"),
    ("same", BUREAU, FIRM),
    ("same", "ORG|没有|青岚市|", GROUP),
)
NOTE_OF_PLACE = "ledger"
"""The one file that says where the sources lay."""
DATABASES = ("store", "state.sqlite")


def files(out: Path) -> dict[str, bytes]:
    """All that a build leaves but its databases."""
    kept = (path for path in out.iterdir() if path.name not in (*DATABASES, NOTE_OF_PLACE))
    return {path.name: path.read_bytes() for path in kept}


def write(folder: Path, pages: Mapping[str, list[int]], ledger: list[int]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, sentences in pages.items():
        text = "本报讯 " + "\n".join(SENTENCES[number] for number in sentences) + "\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = ("\t".join(JUDGEMENTS[number]) + "\n" for number in ledger)
    (folder / "judgements.tsv").write_text("".join(rows), encoding="utf-8")


SAID = st.lists(st.integers(0, len(SENTENCES) - 1), max_size=4)
"""An empty page is one that cannot be read."""
EDIT = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), SAID),
    st.tuples(st.just("remove"), st.sampled_from(NAMES)),
    st.tuples(st.just("rename"), st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.tuples(st.just("judge"), st.lists(st.integers(0, len(JUDGEMENTS) - 1), max_size=3, unique=True)),
)


def edited(pages: dict[str, list[int]], ledger: list[int], edit: tuple) -> tuple[dict[str, list[int]], list[int]]:  # type: ignore[type-arg]
    what, *rest = edit
    if what == "write":
        return {**pages, rest[0]: rest[1]}, ledger
    if what == "judge":
        return pages, rest[0]
    left = {name: said for name, said in pages.items() if name != rest[0]}
    if what == "rename" and rest[0] in pages:
        left[rest[1]] = pages[rest[0]]
    return left, ledger


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(EDIT, min_size=1, max_size=3), min_size=1, max_size=3))
def test_any_edits_leave_what_a_full_build_leaves(rounds: list[list[tuple]]) -> None:  # type: ignore[type-arg]
    pages: dict[str, list[int]] = {"a-2021-05-13": [0, 1], "c": [2, 0]}
    ledger: list[int] = [0]
    with TemporaryDirectory() as folder:
        root = Path(folder)
        write(root / "pages", pages, ledger)
        build([root / "pages"], root / "out", Settings())
        for edits in rounds:
            for edit in edits:
                pages, ledger = edited(pages, ledger, edit)
            if not any(pages.values()):
                continue  # nothing to read is an error, which another test asks for
            write(root / "pages", pages, ledger)
            build([root / "pages"], root / "out", Settings())
            shutil.rmtree(root / "full", ignore_errors=True)
            build([root / "pages"], root / "full", Settings())
            assert files(root / "out") == files(root / "full")


def test_what_is_spilled_to_disk_does_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = (page["text"] for page in Archive(3).pages(6))
    for number, text in enumerate(made):
        (tmp_path / "pages").mkdir(exist_ok=True)
        (tmp_path / "pages" / f"{number}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "pages"], tmp_path / "memory", Settings())
    monkeypatch.setattr("kg.pipeline.entities.Entities.__init__.__kwdefaults__", {"held": 20})
    monkeypatch.setattr("kg.pipeline.conflicts._IN_MEMORY", 3)
    monkeypatch.setattr("kg.io.sorting.SortedLines.__init__.__kwdefaults__", {"chunk": 100})
    monkeypatch.setattr("kg.graph.store.LOADED", 1000)
    build([tmp_path / "pages"], tmp_path / "disk", Settings())
    assert files(tmp_path / "disk") == files(tmp_path / "memory")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many pages that a build takes some seconds and commits its state more than once, and what they give."""
    root = tmp_path_factory.mktemp("archive")
    (root / "pages").mkdir()
    for page in Archive(2).pages(80):
        text = f"---\ndate: {page['date']}\n---\n{page['text']}"[:1500]
        (root / "pages" / f"{page['id']}.txt").write_text(text, encoding="utf-8")
    build([root / "pages"], root / "full", Settings())
    return root


@pytest.mark.parametrize("seed", range(2))
def test_a_killed_build_goes_on_and_leaves_what_a_full_one_leaves(seed: int, archive: Path, tmp_path: Path) -> None:
    """Killed three times, at any time: while extracting, writing, storing, exporting."""
    draw = random.Random(seed)
    out = tmp_path / "out"
    command = [sys.executable, "-m", "kg", "build", str(archive / "pages"), "-o", str(out)]
    began = time.monotonic()
    for _ in range(3):
        at_work = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(draw.uniform(0.3, 5))
        os.kill(at_work.pid, signal.SIGKILL)
        at_work.wait()
    assert time.monotonic() - began < 60
    build([archive / "pages"], out, Settings())
    assert files(out) == files(archive / "full")
    assert sorted(path.name for path in out.iterdir()) == sorted(path.name for path in (archive / "full").iterdir())


def test_a_stopped_build_says_how_to_go_on_and_keeps_its_pages(archive: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(archive / "pages"), "-o", str(tmp_path / "out"), "-j", "2"]
    at_work = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    until = time.monotonic() + 60
    while time.monotonic() < until and kept(tmp_path / "out") == 0:
        time.sleep(0.2)
    os.killpg(at_work.pid, signal.SIGINT)  # as a terminal does: to the workers as well
    said = at_work.communicate(timeout=60)[1]
    if at_work.returncode != 0:  # else it was done before
        assert at_work.returncode == 130
        assert said == "kg: stopped; the same command goes on from where it stopped\n"
    assert kept(tmp_path / "out") >= 64
    build([archive / "pages"], tmp_path / "out", Settings())
    assert files(tmp_path / "out") == files(archive / "full")


def kept(out: Path) -> int:
    """Pages whose results a build has kept so far."""
    state = out / "state.sqlite"
    if not state.is_file():
        return 0
    db = sqlite3.connect(state.as_uri() + "?mode=ro&immutable=1", uri=True)
    try:
        return int(db.execute("SELECT count(*) FROM result").fetchone()[0])
    except sqlite3.DatabaseError:
        return 0
    finally:
        db.close()
