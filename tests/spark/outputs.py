"""What a build left, in a form that two engines can be compared by."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import RdfFormat, parse

from kg.graph import Store

OWN = ("subject_key", "object_key", "page")
"""Columns that only the statements of Spark's builds have."""


@dataclass(frozen=True)
class Outputs:
    """Statements and quads (sorted, statements with repeats), and the report."""

    statements: list[str]
    quads: list[str]
    report: dict[str, Any]


def of_local(out: Path) -> Outputs:
    """Of the local engine."""
    lines = (out / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    quads = sorted(f"{quad} ." for quad in Store.open(out / "store").quads())
    return Outputs(sorted(_line(json.loads(line)) for line in lines), quads, _report(out))


def of_spark(out: Path) -> Outputs:
    """Of the engine on a cluster. Nothing but its results may be left."""
    from pyarrow import parquet  # type: ignore[import-not-found]

    assert sorted(path.name for path in out.iterdir()) == [
        "entities.parquet",
        "quads",
        "report.json",
        "statements.parquet",
    ]
    rows = parquet.read_table(out / "statements.parquet").drop_columns(list(OWN)).to_pylist()
    shards = (gzip.decompress(path.read_bytes()) for path in (out / "quads").glob("*.nq.gz"))
    quads = sorted({f"{quad} ." for shard in shards for quad in parse(shard, RdfFormat.N_QUADS)})
    return Outputs(sorted(map(_line, rows)), quads, _report(out))


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, sort_keys=True, ensure_ascii=False)


def _report(out: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return report
