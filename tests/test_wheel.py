"""The wheel alone does the job: data, rules, ontology and questions are inside."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (
    "青岚市水利局召开防汛会议\n\n本报讯 5月12日，青岚市水利局召开防汛会议。青岚市水利局局长何志远主持会议。（林晓东）\n"
)


def run(*command: str | Path, cwd: Path) -> str:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False, env=clean)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=ROOT)
    (file,) = out.glob("*.whl")
    return file


def test_wheel_carries_all_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    kept = [
        *((path, path.relative_to(ROOT)) for path in (ROOT / "kg").rglob("*") if "__pycache__" not in path.parts),
        *((p, Path("kg/_ontology") / p.relative_to(ROOT / "ontology")) for p in (ROOT / "ontology").rglob("*")),
    ]
    missing = [str(inside) for path, inside in kept if path.is_file() and inside.as_posix() not in names]
    assert not missing
    assert any(name.endswith("licenses/NOTICE") for name in names)


@pytest.mark.parametrize("built", [True, False], ids=["with-graph-view", "without"])
def test_the_graph_view_is_packed_where_it_was_built(built: bool, tmp_path: Path) -> None:
    """Git does not hold it, so the settings must name it; a checkout without Node.js makes a wheel all the same."""
    tree = tmp_path / "tree"
    for name in (
        "pyproject.toml",
        ".gitignore",
        "LICENSE",
        "NOTICE",
        "README.md",
        "kg/__init__.py",
        "ontology/README.md",
    ):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    view = {"kg/serve/static/graph/graph.js", "kg/serve/static/graph/LICENSES.txt"}
    rest = {"web/build.mjs", "web/node_modules/sigma/index.js", "out/graph.ttl", "kg/__pycache__/x.pyc"}
    for name in [*(view if built else ()), *rest]:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("nothing\n", encoding="utf-8")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path / "dist", tree, cwd=tmp_path)
    (sdist,) = (tmp_path / "dist").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        source = {name.partition("/")[2] for name in archive.getnames()}
    (file,) = (tmp_path / "dist").glob("*.whl")  # made of the sdist, as the build tool does it
    with zipfile.ZipFile(file) as packed:
        wheel = set(packed.namelist())
    assert source & (view | rest) == {"web/build.mjs"} | (view if built else set())
    assert wheel & (view | rest) == (view if built else set())


def test_wheel_does_the_job_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """The project comes from the wheel; its dependencies are those of this environment, so no network is needed."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    site = home / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    if not site.is_dir():
        pytest.skip("this platform lays out environments in another way")
    python = home / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
        cwd=tmp_path,
    )
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    where = run(python, "-c", "import kg; print(kg.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(home)
    (tmp_path / "qinglan-2021-05-13.txt").write_text(PAGE, encoding="utf-8")
    kg = home / "bin" / "kg"
    run(kg, "build", "qinglan-2021-05-13.txt", "-o", "out", cwd=tmp_path)
    assert "何志远" in run(kg, "query", "out", "who-leads-what", "--format", "csv", cwd=tmp_path)
    run(kg, "validate", "out", cwd=tmp_path)
