"""Fill the answers in docs/sparql.md with what the queries above them give on the graph of the sample pages.

A block of SPARQL is asked of `out/train` (`kg build examples/train`), and the block of text behind it gets the answer.
`python tools/sparql_doc.py` writes; `--check` says whether an answer is behind.
"""

import re
import sys
from pathlib import Path

import kg

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docs" / "sparql.md"
BLOCK = re.compile(r"```sparql\n(?P<query>.*?)```\n\n```text\n.*?```", re.DOTALL)


def queries(text: str) -> list[str]:
    """The queries of a document, in order."""
    return [block["query"] for block in BLOCK.finditer(text)]


def answered(text: str, graph: kg.Graph) -> str:
    """The document with each answer made anew."""

    def answer(block: re.Match[str]) -> str:
        return f"```sparql\n{block['query']}```\n\n```text\n{graph.query(block['query'])}\n```"

    return BLOCK.sub(answer, text)


def main(arguments: list[str]) -> int:
    """Write the document, or with `--check` compare only; 1 if it is behind."""
    text = FILE.read_text(encoding="utf-8")
    fresh = answered(text, kg.build(ROOT / "examples" / "train", ROOT / "out" / "train"))
    if fresh == text:
        return 0
    if "--check" in arguments:
        print(f"{FILE.name}: an answer is not what its query gives; run tools/sparql_doc.py", file=sys.stderr)
        return 1
    FILE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
