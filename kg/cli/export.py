"""`kg export`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Folder
from kg.io.layout import STORE


def export(
    folder: Folder,
    form: Annotated[str, typer.Option("--format", "-f", help="Such as turtle, gexf, csv; a wrong one lists them all.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File or folder; inside DIR if not given.")] = None,
    around: Annotated[str, typer.Option("--around", metavar="NAME", help="Only the part around this entity.")] = "",
    hops: Annotated[int, typer.Option("--hops", min=0, help="How many relations away from it.")] = 2,
) -> None:
    """Write the graph, or the part around an entity, in another format."""
    from kg.export import Source, file_name, write
    from kg.graph import Store, network, part

    name = Path(file_name(form))
    if around:
        name = name.with_stem(f"{name.stem}-part") if name.suffix else Path(f"{name}-part")
    goal = out or folder / name
    store = Store.open(folder / STORE)
    if around:
        seen = network(store, around=around, hops=hops)
        source = Source(quads=lambda: part(store, seen), network=lambda: seen)
        print(f"{len(seen.nodes)} entities, {len(seen.edges)} relations", file=sys.stderr)
    else:
        source = Source(quads=store.quads, network=lambda: network(store))
    write(form, goal, source=source)
    print(goal)
