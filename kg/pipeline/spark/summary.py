"""The report of a build on a cluster: what the local build counts page by page, counted by the cluster."""

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from kg.model import Problem
from kg.pipeline.conflicts import Conflict, Held, Post, pairs
from kg.pipeline.report import Report
from kg.pipeline.spark.call import over
from kg.pipeline.spark.rows import HELD, problem_of
from kg.pipeline.spark.stages import held

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def counted(results: "DataFrame") -> Report:
    """Counts of pages, mentions and statements, and the rows of the user's lexicon that were used."""
    from pyspark.sql import functions as f

    of_pages = f.col("page").isNotNull()
    totals = results.where(of_pages).agg(
        f.count("*"), f.coalesce(f.sum("characters"), f.lit(0)), f.coalesce(f.sum(f.size("articles")), f.lit(0))
    )
    pages, characters, articles = totals.first() or (0, 0, 0)
    report = Report(pages=pages, characters=characters, articles=articles)
    found = results.select(f.explode("mentions").alias("m")).groupBy("m.type").agg(f.sum("m.count").alias("n"))
    report.mentions.update({row["type"]: row["n"] for row in found.collect()})
    said = results.select(f.explode("statements").alias("s")).select("s.predicate", "s.modality", "s.rule")
    for row in said.groupBy("predicate", "modality", "rule").count().collect():
        report.statements[row["predicate"]] += row["count"]
        report.modalities[row["modality"]] += row["count"]
        report.rules[row["rule"]] += row["count"]
    used = results.select(f.explode("used").alias("rule")).distinct()
    report.lexicon_rules.update(row["rule"] for row in used.collect())
    return report


def problems(results: "DataFrame") -> list[Problem]:
    """What the pages had to report."""
    from pyspark.sql import functions as f

    rows = results.select(f.explode("problems").alias("p")).select("p.*")
    return [problem_of(row.asDict()) for row in rows.toLocalIterator()]


def of_types(entities: "DataFrame") -> Counter[str]:
    """The corpus's entities by type."""
    return Counter({row["type"]: row["count"] for row in entities.groupBy("type").count().collect()})


def conflicts(statements: "DataFrame") -> list[Conflict]:
    """Two persons in one post at one time. What pages say is united by person and post before the shuffle."""
    from pyspark.sql import functions as f

    said = statements.where((f.col("predicate") == "leads") & (f.col("title") != ""))
    rows = over(said.where(f.col("modality").isin("fact", "ended")), held, HELD)
    acting, dated = ~f.col("ended"), f.col("date") != ""
    people = rows.groupBy("body", "post", "person").agg(
        _set_of(acting & dated, f.col("date")).alias("dates"),
        _set_of(~acting & dated, f.col("date")).alias("ends"),
        _set_of(acting, f.col("page")).alias("pages"),
        _set_of(acting, f.col("title")).alias("titles"),
        _set_of(acting, f.struct("date", "page", "quote")).alias("quotes"),
    )
    name = f.split("person", r"\|").getItem(1)
    acted = (
        people.where(f.size("pages") > 0).groupBy("body", "post").agg(f.min(name).alias("a"), f.max(name).alias("b"))
    )
    shared = people.join(acted.where("a != b"), ["body", "post"], "leftsemi").orderBy("body", "post")
    found: list[Conflict] = []
    for post, persons in groupby(shared.toLocalIterator(), key=lambda row: (row["body"], row["post"])):
        found += _of_post(post, {row["person"]: row.asDict(recursive=True) for row in persons})
    return found


def _set_of(wanted: "Column", value: "Column") -> "Column":
    from pyspark.sql import functions as f

    return f.collect_set(f.when(wanted, value))


def _of_post(post: Post, people: dict[str, dict[str, list[object]]]) -> list[Conflict]:
    held = {person: _held(row) for person, row in people.items()}
    return list(pairs({post: held}))


def _held(row: dict[str, list]) -> Held:  # type: ignore[type-arg]  # columns of several types
    quotes = {(quote["date"], quote["page"], quote["quote"]) for quote in row["quotes"]}
    return Held({*row["dates"]}, {*row["ends"]}, {*row["pages"]}, {*row["titles"]}, quotes)
