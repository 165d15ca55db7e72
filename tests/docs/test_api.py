"""docs/api.md and the docstrings show what really happens, and name every public name."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "api.md"
READMES = ("README.md", "README.zh.md")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def test_the_examples_of_the_document_run(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(FILE), module_relative=False, optionflags=FLAGS, encoding="utf-8")
    assert tried > 20
    assert failed == 0


def test_the_example_of_the_readmes_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    one, other = (
        re.findall(r"```pycon\n.*?```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL) for name in READMES
    )
    assert one == other
    failed, tried = doctest.testfile(str(ROOT / READMES[0]), module_relative=False, optionflags=FLAGS, encoding="utf-8")
    assert (failed, tried) == (0, 3)


@pytest.mark.parametrize("name", ["answer", "build", "graph", "things"])
def test_the_examples_of_the_docstrings_run(name: str, monkeypatch: pytest.MonkeyPatch, train: kg.Graph) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testmod(
        import_module(f"kg.api.{name}"), globs={"kg": kg, "graph": train}, optionflags=FLAGS
    )
    assert tried >= 1
    assert failed == 0


def test_each_public_name_is_in_the_document() -> None:
    text = FILE.read_text(encoding="utf-8")
    for name in kg.__all__:
        assert f"kg.{name}" in text or f"`{name}`" in text, name
    for name in (name for name in vars(kg.Graph) if not name.startswith("_")):
        assert f"`{name}`" in text or f"graph.{name}" in text, name
