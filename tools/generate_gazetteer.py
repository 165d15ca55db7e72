"""Write the gazetteer's generated data from two licensed packages, the same bytes each time.

Sources, fetched by their ordinary clients at pinned versions:
- jionlp (PyPI, Apache-2.0): today's tree of divisions to the village, dated changes, countries and foreign cities.
- china-division (npm, MIT): the statistical divisions of 2016, 2018 and 2023, for townships that no longer exist.

`--jionlp WHEEL` and `--china-division FOLDER` take packages that are already on disk.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.lexicon.changes import read_changes
from tools.gazetteer_sources import JIONLP, SNAPSHOTS, Sources
from tools.gazetteer_tree import render_tree, township_history

DATA = Path(__file__).resolve().parents[1] / "kg" / "lexicon" / "data"


def main() -> int:
    """Fetch what is not given, then write every generated file; 1 with a sentence on stderr if a client is missing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jionlp", type=Path, help=f"the wheel of jionlp {JIONLP}, instead of fetching it")
    parser.add_argument("--china-division", type=Path, help="folder with the packed china-division versions")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            wheel = options.jionlp or _fetch_wheel(Path(scratch))
            packs = options.china_division or _fetch_packs(Path(scratch))
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"generate_gazetteer: {error}", file=sys.stderr)
            return 1
        sources = Sources(wheel, packs)
    for name, text in _files(sources).items():
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {text.count(chr(10))} lines", file=sys.stderr)
    (DATA / "villages.bin").write_bytes(sources.villages)
    return 0


def _files(sources: Sources) -> dict[str, str]:
    rows = [*_rows(sources.changes), *_rows((DATA / "changes_extra.tsv").read_text(encoding="utf-8"))]
    return {
        "divisions.txt": render_tree(sources.tree),
        "divisions_former.tsv": township_history(sources, read_changes(rows)),
        "changes.tsv": sources.changes,
        "countries.tsv": sources.countries,
        "world_cities.tsv": sources.world_cities,
    }


def _rows(text: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("\t")) for line in text.splitlines() if not line.startswith("#")]


def _fetch_wheel(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    subprocess.run([*command, f"jionlp=={JIONLP}"], check=True)
    return next(folder.glob("jionlp-*.whl"))


def _fetch_packs(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is not on the PATH: install Node.js, or give --china-division FOLDER")
    for snapshot in SNAPSHOTS:
        command = [npm, "pack", "--silent", f"china-division@{snapshot.version}"]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    return folder


if __name__ == "__main__":
    sys.exit(main())
