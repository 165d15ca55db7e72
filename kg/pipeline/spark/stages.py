"""What the cluster's Python processes do with a partition's rows. Words and rules are loaded once a process."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Settings
from kg.graph.corpus import Observed, direct_quad, entity_quads, gives_role, is_body, role_quads, role_statement
from kg.graph.quads import distinct, page_quads
from kg.model import PageResult, entity_iri
from kg.pipeline.conflicts import normalised, posts_of
from kg.pipeline.corpus import taken_off
from kg.pipeline.spark.rows import (
    Row,
    entity_of,
    page_of,
    problem_row,
    result_of,
    result_row,
)
from kg.pipeline.workers import extract_page

if TYPE_CHECKING:
    from pyspark import Broadcast

Keys = Mapping[str, str]
"""The key that stands for another, by the ledger."""


def extract(rows: Iterator[Row], *, settings: Settings, shipped: str = "") -> Iterator[Row]:
    """Results of pages; problems of reading are handed on.

    Args:
        rows: pages.
        settings: of all stages.
        shipped: name of the user's lexicon as it was sent to all machines.
    """
    if shipped:
        from pyspark import SparkFiles

        settings = replace(settings, ner=replace(settings.ner, lexicon=Path(SparkFiles.get(shipped))))
    for row in rows:
        if row["id"] is None:
            yield {"problems": row["problems"]}
            continue
        outcome = extract_page(page_of(row), settings)
        if isinstance(outcome, PageResult):
            found = result_row(outcome)
            yield {**found, "problems": [*row["problems"], *found["problems"]]}
        else:
            yield {"problems": [*row["problems"], problem_row(outcome)]}


def part(rows: Iterator[Row], *, parts: frozenset[tuple[str, str]]) -> Iterator[Row]:
    """Results with those entities renamed that the ledger takes off their pages."""
    for row in rows:
        before = result_of(row)
        after = taken_off(before, parts)
        if after is not before:
            kept = {name: result_row(after)[name] for name in ("mentioned", "entities", "statements")}
            row = {**row, **kept}
        yield row


def quads_of_pages(rows: Iterator[Row], *, base: str, canonical: "Broadcast[dict[str, str]]") -> Iterator[Row]:
    """N-Quads of each page: its own graph, and the ties of roles to its statements."""
    keys: Keys = canonical.value

    def resolve(key: str) -> str:
        return keys.get(key, key)

    for row in rows:
        result = result_of(row)
        lines = [f"{quad} ." for quad in page_quads(result, base=base, resolve=resolve)]
        for statement in distinct(result.statements):
            if gives_role(statement):
                post = (resolve(statement.subject), statement.predicate, resolve(statement.object), statement.title)
                lines.append(f"{role_statement(post, statement.id, base)} .")
        yield {"value": "\n".join(lines)}


def statements(rows: Iterator[Row], *, base: str, canonical: "Broadcast[dict[str, str]]") -> Iterator[Row]:
    """Statements as they are given out; names of their ends are those in their keys."""
    keys: Keys = canonical.value
    for row in rows:
        for cells in row["statements"]:
            subject, object_ = (keys.get(cells[end], cells[end]) for end in ("subject", "object"))
            yield {
                **cells,
                "subject": entity_iri(subject, base),
                "subject_name": subject.split("|", 2)[1],
                "object": entity_iri(object_, base),
                "object_name": object_.split("|", 2)[1],
                "subject_key": subject,
                "object_key": object_,
                "page": row["page"],
            }


def quads_of_entities(rows: Iterator[Row], *, base: str) -> Iterator[Row]:
    """N-Quads of entities."""
    for row in rows:
        yield {"value": "\n".join(f"{quad} ." for quad in entity_quads(entity_of(row), base))}


def quads_of_relations(rows: Iterator[Row], *, base: str) -> Iterator[Row]:
    """N-Quads of plain relations: rows of subject, predicate, object."""
    for row in rows:
        yield {"value": f"{direct_quad(row['subject_key'], row['predicate'], row['object_key'], base)} ."}


def quads_of_roles(rows: Iterator[Row], *, base: str) -> Iterator[Row]:
    """N-Quads of roles: rows of a post with its dates."""
    for row in rows:
        post = (row["subject_key"], row["predicate"], row["object_key"], row["title"])
        observed = Observed(row["first"] or "", row["last"] or "", row["ended"] or "")
        quads = role_quads(post, observed, base, is_body=is_body(post[2]))
        yield {"value": "\n".join(f"{quad} ." for quad in quads)}


def held(rows: Iterator[Row]) -> Iterator[Row]:
    """Who holds which top post, by statements."""
    for row in rows:
        first = row["evidence"][0]
        for post in posts_of(row["object_key"], normalised(row["title"])):
            yield {
                "body": row["object_key"],
                "post": post,
                "person": row["subject_key"],
                "ended": row["modality"] == "ended",
                "date": row["date"],
                "page": first["page"],
                "quote": first["quote"],
                "title": row["title"],
            }
