"""A file is written whole or not at all."""

from pathlib import Path

import pytest

from kg.io import atomic_write, atomic_writer, ontology_dir


def test_writes_text_as_utf8_and_makes_folders(tmp_path: Path) -> None:
    atomic_write(tmp_path / "a" / "b.txt", "区委\n")
    assert (tmp_path / "a" / "b.txt").read_bytes() == "区委\n".encode()


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    goal = tmp_path / "graph.ttl"
    atomic_write(goal, "old")

    def write_half() -> None:
        with atomic_writer(goal) as stream:
            stream.write(b"half")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        write_half()
    assert goal.read_text() == "old"
    assert list(tmp_path.iterdir()) == [goal]


def test_ontology_is_found() -> None:
    assert (ontology_dir() / "fangzhi.ttl").is_file()
