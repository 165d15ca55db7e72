"""`kg query` and `kg show`."""

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import Folder
from kg.errors import UsageError
from kg.io.layout import ANNOTATIONS, STORE


class Format(StrEnum):
    """How an answer is printed."""

    text = "text"
    csv = "csv"
    json = "json"


def query(
    folder: Folder,
    asked: Annotated[str, typer.Argument(metavar="QUESTION", help="SPARQL, a .rq file, or a canned question.")] = "",
    values: Annotated[list[str], typer.Option("--set", help="NAME=VALUE of a canned question.")] = [],  # noqa: B006
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.text,
    limit: Annotated[int | None, typer.Option("--limit", min=0, help="Rows to print.")] = None,
    wide: Annotated[bool, typer.Option("--wide", help="Do not cut long cells.")] = False,
) -> None:
    """Ask the graph: SPARQL, or a canned question by its name. Without a question the canned ones are listed."""
    from kg.graph import Store
    from kg.query import as_csv, as_json, as_text, ask

    if not asked:
        print(_list())
        return
    given = dict(_pair(value) for value in values)
    table = ask(Store.open(folder / STORE), asked, values=given).head(limit)
    if form is Format.csv:
        print(as_csv(table), end="\r\n")
    elif form is Format.json:
        print(as_json(table))
    else:
        print(as_text(table, widest=None) if wide else as_text(table))


def show(
    folder: Folder,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, alias or IRI.")],
    why: Annotated[
        bool, typer.Option("--why", help="Say which rules made the mentions, the name and the statements.")
    ] = False,
) -> None:
    """Print an entity's card: names, type, relations, each with its quote and page."""
    from kg.graph import Store
    from kg.query import cards
    from kg.query.why import as_text, mention_rules

    store = Store.open(folder / STORE)
    texts = []
    for card in cards(store, name):
        made = mention_rules(store, card.iri, folder / ANNOTATIONS) if why else ()
        texts.append(card.text(why=why) + ("\n" + as_text(made) if made else ""))
    print("\n\n".join(texts))


def _pair(value: str) -> tuple[str, str]:
    name, equals, text = value.partition("=")
    if not equals:
        raise UsageError(f"--set takes NAME=VALUE, not {value!r}")
    return name, text


def _list() -> str:
    from kg.query import questions

    lines = []
    for asked in questions().values():
        lines += [asked.name, f"    {asked.zh}", f"    {asked.en}"]
        lines += [f"    --set {name}=…  {what}" for name, what in asked.parameters.items()]
    return "\n".join(lines)
