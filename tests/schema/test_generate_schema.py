"""What is committed in `terms.json` is what the ontology says."""

import runpy
import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "tools" / "generate_schema.py"


def test_terms_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_stale_file_is_noticed(tmp_path: Path) -> None:
    names = runpy.run_path(str(TOOL))
    stale = tmp_path / "terms.json"
    main = names["main"]
    main.__globals__["TARGET"] = stale
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    stale.write_text(stale.read_text(encoding="utf-8").replace("入驻园区", "入园"), encoding="utf-8")
    assert main(["--check"]) == 1
