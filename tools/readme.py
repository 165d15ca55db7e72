"""Fill the answers in the READMEs with what the commands really print.

A block that begins with `$ kg …` is run on the graph of the sample pages (`out/demo`, as `make demo` builds it), and
what it prints takes the place of what stood there; `# head N` after the command keeps the first N lines.
`python tools/readme.py` writes; `--check` says whether a README is behind.
"""

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = (ROOT / "README.md", ROOT / "README.zh.md")
BLOCK = re.compile(r"```\n\$ (?P<command>kg [^\n]+?)(?:  # head (?P<head>\d+))?\n.*?\n```", re.DOTALL)


def answered(text: str) -> str:
    """The text with each block's answer made anew."""
    return BLOCK.sub(_answer, text)


def _answer(block: re.Match[str]) -> str:
    command = block["command"]
    words = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{command!r} in a README fails: {done.stderr.strip()}")
    lines = done.stdout.rstrip().split("\n")
    head = f"  # head {block['head']}" if block["head"] else ""
    if block["head"] and len(lines) > int(block["head"]):
        lines = [*lines[: int(block["head"])], "…"]
    return "\n".join(["```", f"$ {command}{head}", *lines, "```"])


def main(arguments: list[str]) -> int:
    """Write the READMEs, or with `--check` compare only; 1 if one is behind."""
    behind = []
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        fresh = answered(text)
        if fresh == text:
            continue
        behind.append(file.name)
        if "--check" not in arguments:
            file.write_text(fresh, encoding="utf-8")
    if behind and "--check" in arguments:
        print(f"{', '.join(behind)}: an answer is not what the command prints; run make readme", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
