"""The house stands on floors: a module imports its own package and lower floors only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
FLOORS = {
    "model": 0,
    "errors": 0,
    "lexicon": 1,
    "schema": 1,
    "config": 1,
    "io": 1,
    "text": 2,
    "ingest": 3,
    "ner": 3,
    "link": 3,
    "relate": 3,
    "graph": 4,
    "export": 5,
    "query": 5,
    "evaluate": 5,
    "pipeline": 6,
    "api": 7,
    "serve": 7,
    "cli": 8,
}
HEAVY = ("torch", "hanlp", "pyspark", "tensorflow", "starlette", "uvicorn", "jinja2", "pypinyin")
MODULES = sorted(ROOT.rglob("*.py"))
SAME_FLOOR_MAY_MEET = {0, 1}
"""Floors whose packages are leaves of data: `kg.lexicon` reads files through `kg.io`."""


def package_of(path: Path) -> str:
    inside = path.relative_to(ROOT)
    return inside.parts[0].removesuffix(".py")


def imported_packages(source: str) -> set[str]:
    """Packages of kg that a module imports anywhere: at the top, for typing only, or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            module = node.module or ""
            names = [f"kg.{alias.name}" for alias in node.names] if module == "kg" else [module]
        found |= {name.split(".")[1] for name in names if name.startswith("kg.")}
    return found


def breaks(package: str, imported: set[str]) -> set[str]:
    here = FLOORS[package]
    allowed = {p for p, floor in FLOORS.items() if floor < here or (floor == here and here in SAME_FLOOR_MAY_MEET)}
    return {p for p in imported if p in FLOORS and p not in allowed | {package}}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_imports_lower_floors_only(path: Path) -> None:
    if path.parent == ROOT and path.name in ("__init__.py", "__main__.py"):
        return  # the front doors may show any floor
    package = package_of(path)
    assert package in FLOORS, f"{package} has no floor: add it to DESIGN and to this test"
    assert not breaks(package, imported_packages(path.read_text(encoding="utf-8")))


def test_check_sees_typing_only_and_inner_imports() -> None:
    source = (
        "if TYPE_CHECKING:\n    from kg.relate import x\ndef f():\n    import kg.cli.main\n    from kg import graph\n"
    )
    assert imported_packages(source) == {"relate", "cli", "graph"}
    assert breaks("ner", {"relate", "cli", "text"}) == {"relate", "cli"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 330, f"{path.name} has {lines} lines: split it"


def test_light_import() -> None:
    """`import kg` and the build command load no heavy library, whether or not it is installed."""
    code = (
        "import sys, kg, kg.pipeline, kg.cli; "
        f"heavy = [m for m in {HEAVY!r} if m in sys.modules]; sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
