"""The notebooks run, warn of nothing, draw, use the public names only, and are kept clean."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("pandas")
pytest.importorskip("matplotlib")

from tools import notebooks  # noqa: E402  it needs what was just looked for

FILES = sorted(notebooks.FOLDER.glob("*.ipynb"))
NO_FONT = re.compile(r"no font with Chinese|Glyph \d+")

every = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def code(file: Path) -> Iterator[str]:
    return (cell.source for cell in notebooks.read(file).cells if cell.cell_type == "code")


def test_there_are_four() -> None:
    assert [file.stem[:2] for file in FILES] == ["01", "02", "03", "04"]


# Jupyter's own libraries still use what they or Python have deprecated.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
@every
def test_it_runs_without_a_warning_and_draws(file: Path) -> None:
    fresh = notebooks.executed(file)
    told = notebooks.complaints(fresh)
    assert not [text for text in told if not NO_FONT.search(text)]
    if told:  # this machine has no Chinese font, and each notebook says so
        assert "no font with Chinese" in told[0]
    assert notebooks.texts(fresh).count("picture") >= 1


@every
def test_it_uses_public_names_only(file: Path) -> None:
    for source in code(file):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("kg")
            if isinstance(node, ast.Import):
                assert not [alias.name for alias in node.names if alias.name.startswith("kg.")]
            if isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_"), node.attr
                if isinstance(node.value, ast.Name) and node.value.id == "kg":
                    assert node.attr in kg.__all__


@every
def test_it_reads_no_held_out_page(file: Path) -> None:
    assert "examples/test" not in "".join(code(file))


@every
def test_it_is_kept_with_its_outputs_and_nothing_that_changes(file: Path) -> None:
    kept = notebooks.read(file)
    assert any(cell.get("outputs") for cell in kept.cells)
    assert not notebooks.complaints(kept)
    raw = file.read_text(encoding="utf-8")
    again = notebooks.cleaned(notebooks.read(file))
    assert json.loads(raw) == json.loads(nbformat.writes(again))
    assert not re.search(r"/tmp/|/home/|/root/|/work/", raw)


@every
def test_its_words_are_chinese_and_english(file: Path) -> None:
    for cell in notebooks.read(file).cells:
        if cell.cell_type == "markdown":
            assert re.search("[\u4e00-\u9fff]", cell.source)
            assert re.search("[A-Za-z]{3}", cell.source)


def test_cleaning_takes_out_what_differs_between_runs() -> None:
    cell = nbformat.v4.new_code_cell("1", execution_count=7, metadata={"execution": {"a": "2026"}})
    cell.outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="a\n"),
        nbformat.v4.new_output("stream", name="stdout", text="b\n"),
        nbformat.v4.new_output("stream", name="stderr", text="oh\n"),
        nbformat.v4.new_output("execute_result", {"text/plain": "1"}, execution_count=7),
    ]
    metadata = {"language_info": {"name": "python", "version": "3"}}
    notebook = notebooks.cleaned(nbformat.v4.new_notebook(cells=[cell], metadata=metadata))
    assert notebook.metadata.language_info == {"name": "python"}
    (cell,) = notebook.cells
    assert (cell.id, cell.metadata, cell.execution_count) == ("c01", {}, 1)
    assert notebooks.texts(notebook) == ["1", "a\nb\n", "oh\n", "1"]
    assert cell.outputs[-1].execution_count == 1
    assert notebooks.complaints(notebook) == ["oh\n"]
