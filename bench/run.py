"""`make bench`: speed against peers in the same run, on the sample pages; writes `bench/results.md`.

Figures are medians of paired rounds after a warm-up; ratios are medians of the ratios within each round.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import pyoxigraph as ox
import rdflib

from bench.ner import SAMPLES, extraction, sample_pages
from bench.paired import machine, paired, ratio
from bench.stages import builds, stages
from kg.config import Settings
from kg.export import Source, write
from kg.graph import Store, network
from kg.pipeline import build

ROOT = Path(__file__).resolve().parents[1]
TAG = "import jieba.posseg; list(jieba.posseg.cut(open({page!r}, encoding='utf-8').read()))"
FIND = "from kg.lexicon import Gazetteer; Gazetteer.load().find('南通市')"


def graph(folder: Path) -> list[str]:
    """Reading and writing the graph against rdflib and networkx."""
    build([SAMPLES], folder, Settings())
    store = Store.open(folder / "store")
    quads = list(store.quads())
    seen = network(store)
    turtle = folder / "graph.ttl"
    peer_graph = rdflib.Graph().parse(turtle)
    peer_network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    peer_network.add_nodes_from((node.id, {"label": node.label, "type": node.type}) for node in seen.nodes)
    for edge in seen.edges:
        peer_network.add_edge(edge.source, edge.target, key=edge.id, label=edge.label, weight=edge.weight)
    source = Source(quads=lambda: iter(quads), network=lambda: seen)
    pairs: list[tuple[str, str, Callable[[], object], Callable[[], object]]] = [
        (
            f"write Turtle, {len(quads):,} triples",
            "rdflib",
            lambda: write("turtle", folder / "x.ttl", source=source),
            lambda: peer_graph.serialize(folder / "y.ttl", format="turtle"),
        ),
        (
            f"load Turtle, {len(quads):,} triples",
            "rdflib",
            lambda: Store.memory(quad for quad in ox.parse(path=turtle, format=ox.RdfFormat.TURTLE)),
            lambda: rdflib.Graph().parse(turtle),
        ),
        (
            f"write GraphML, {len(seen.nodes):,} nodes, {len(seen.edges):,} edges (ours lays it out too)",
            "networkx",
            lambda: write("graphml", folder / "x.graphml", source=source),
            lambda: nx.write_graphml(peer_network, folder / "y.graphml"),
        ),
    ]
    rows = []
    for what, peer, ours, theirs in pairs:
        times = paired({"ours": ours, "peer": theirs})
        rows.append(
            f"| {what} | {times['ours'].median * 1000:,.0f} ms | {peer}: {times['peer'].median * 1000:,.0f} ms "
            f"| {ratio(times['peer'], times['ours']):.1f}× |"
        )
    return rows


def start_up() -> list[str]:
    """Whole commands as a user starts them."""
    kg = [sys.executable, "-m", "kg"]
    page = str(next(iter(sorted((SAMPLES / "train").glob("*.txt")))))
    jobs = {
        "kg --help": [*kg, "--help"],
        "kg annotate, one page": [*kg, "annotate", page],
        "gazetteer loaded and searched": [sys.executable, "-c", FIND],
        "python -c pass": [sys.executable, "-c", ""],
        "jieba.posseg, one page": [sys.executable, "-c", TAG.format(page=page)],
    }
    times = paired({name: partial(_finish, command) for name, command in jobs.items()})
    peer = times["jieba.posseg, one page"]
    return [f"| {name} | {t.median * 1000:.0f} ms | {ratio(peer, t):.1f}× |" for name, t in times.items()]


def _finish(command: list[str]) -> None:
    """Run a command as a user does: with Python's compiled files kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, capture_output=True, check=True, env=kept)


def main() -> None:
    """Measure and write the results."""
    pages = sample_pages()
    with TemporaryDirectory() as folder:
        parts = [
            "# Measured speed",
            f"`make bench` on {machine()}; {len(pages)} sample pages, {sum(len(p.text) for p in pages):,} characters.",
            "## Extraction, one core",
            "| job | speed | against jieba.posseg |\n|---|---|---|\n" + "\n".join(extraction(pages)),
            "## Stages of a page, one core",
            "| stage | speed | share | against jieba.posseg |\n|---|---|---|---|\n" + "\n".join(stages(pages)),
            "## Whole builds",
            "| build | speed | against jieba.posseg |\n|---|---|---|\n" + "\n".join(builds(pages)),
            "## Graph",
            "| job | fangzhi | peer | peer/fangzhi |\n|---|---|---|---|\n" + "\n".join(graph(Path(folder))),
            "## Start-up, whole process",
            "| command | time | jieba.posseg/this |\n|---|---|---|\n" + "\n".join(start_up()),
        ]
    text = "\n\n".join(parts) + "\n"
    (ROOT / "bench" / "results.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
