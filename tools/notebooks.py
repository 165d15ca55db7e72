"""Run the notebooks and keep what they show, without what differs between two runs.

`python tools/notebooks.py` writes `notebooks/*.ipynb` with their outputs; `--check` says whether their text is behind.
A picture is kept as it stands where neither the code nor any text output has changed: its bytes depend on the font and
on matplotlib's version.
"""

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
TIMEOUT = 120
"""Seconds that a cell may take."""


def read(file: Path) -> Any:
    """The notebook as it stands."""
    return nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]


def executed(file: Path) -> Any:
    """The notebook run afresh in its own folder, cleaned.

    Raises:
        CellExecutionError: a cell fails.
    """
    notebook = read(file)
    client = NotebookClient(notebook, timeout=TIMEOUT, resources={"metadata": {"path": str(file.parent)}})
    client.extra_arguments = ["--IPKernelApp.log_level=40"]  # it would warn that its sockets on this machine are plain
    client.execute()
    return cleaned(notebook)


def complaints(notebook: Any) -> list[str]:
    """What the cells wrote to stderr: warnings, above all."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [output.text for output in outputs if output.get("name") == "stderr"]


def cleaned(notebook: Any) -> Any:
    """Without times, versions and random ids; the pieces of a stream joined, as they come in any number."""
    notebook.metadata = nbformat.from_dict(METADATA)  # type: ignore[no-untyped-call]
    count = 0
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"c{number:02}"
        cell.metadata = {}
        if cell.cell_type != "code":
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = _joined(cell.outputs)
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = count
            if "metadata" in output:
                output.metadata = {}
    return notebook


def _joined(outputs: list[Any]) -> list[Any]:
    found: list[Any] = []
    for output in outputs:
        last = found[-1] if found else None
        if output.output_type == "stream" and last is not None and last.get("name") == output.name:
            last.text += output.text
        else:
            found.append(output)
    return found


def texts(notebook: Any) -> list[str]:
    """The code and all text that it prints or shows, without pictures: what two runs must agree on."""
    found = []
    for cell in notebook.cells:
        found.append(cell.source)
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            found.append(output.get("text", "") or ("picture" if "image/png" in data else data.get("text/plain", "")))
    return found


def main(arguments: list[str]) -> int:
    """Write the notebooks, or with `--check` compare their text only; 1 if one is behind."""
    behind = []
    for file in sorted(FOLDER.glob("*.ipynb")):
        fresh = executed(file)
        if complaints(fresh):
            sys.exit(f"{file.name} warns: {complaints(fresh)[0].strip()}")
        if texts(fresh) == texts(read(file)):
            continue
        behind.append(file.name)
        if "--check" not in arguments:
            nbformat.write(fresh, file)  # type: ignore[no-untyped-call]
    if behind and "--check" in arguments:
        print(f"{', '.join(behind)}: the text shown is not what the cells give; run make notebooks", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
