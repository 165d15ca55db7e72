"""`kg build --engine spark`: the order of the steps on a cluster.

Pages are extracted once and their results kept as Parquet in the folder of the build until it is done, so that no later
step, and no machine lost in it, makes a page be extracted again. Statements, entities and quads are written beside what
an earlier build left, and take its place when all are whole.
"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Settings
from kg.errors import PageError
from kg.graph import replaced_quads
from kg.graph.corpus import vocabulary_quads
from kg.graph.places import successions
from kg.lexicon import Gazetteer
from kg.ner.user_lexicon import unused
from kg.pipeline.corpus import Corpus, Ledger
from kg.pipeline.report import Report
from kg.pipeline.spark import corpus as linking
from kg.pipeline.spark import stages, summary
from kg.pipeline.spark.call import frame_of, over
from kg.pipeline.spark.files import Files
from kg.pipeline.spark.reading import find, pages
from kg.pipeline.spark.rows import LINES, RESULT, STATEMENT, entity_row
from kg.pipeline.spark.session import session

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

Progress = Callable[[str, int], None]

STATEMENTS, ENTITIES, QUADS, REPORT = "statements.parquet", "entities.parquet", "quads", "report.json"
_WORK = ".new"


def build(
    sources: Sequence[str],
    out: str,
    settings: Settings,
    *,
    master: str = "",
    ledger: Path | None = None,
    progress: Progress = lambda _step, _items: None,
) -> Report:
    """Build the graph of all pages in `sources` into the folder `out`, on a cluster.

    The statements, the quads and the report are those that the local build gives for the same files.

    Args:
        sources: files, folders and patterns of any file system that Hadoop reads: JSONL, Parquet, text.
        out: folder of the graph, on a file system that all machines see.
        settings: of all stages.
        master: address of the cluster, `local[4]`, `spark://host:7077`, `yarn`; empty: as Spark is set up.
        ledger: judgements to replay, a file of this machine; else `judgements.tsv` in the only source, if that is a
            folder of this machine and has one.
        progress: told of each step that is done.

    Raises:
        MissingExtra: PySpark or Java is missing.
        SourceMissing: a source names nothing, or the ledger does not exist.
        PageError: no page can be read, or one cannot and the settings are strict.
        DataError: the ledger breaks its format, or it contradicts itself and the settings are strict.
    """
    judged = Ledger.find(list(sources), ledger)
    with session(master) as spark:
        build = _Build(spark, out.rstrip("/"), settings, Files(spark))
        build.files.remove(build.at(""))
        report = build.run(sources, judged, progress)
        build.files.remove(build.at(""))
    return report


class _Build:
    """One build: where it writes, and by which settings."""

    def __init__(self, spark: "SparkSession", out: str, settings: Settings, files: Files) -> None:
        self.spark, self.out, self.settings, self.files = spark, out, settings, files
        self.base = settings.build.base

    def at(self, name: str) -> str:
        """Path of a file while the build is at work."""
        return f"{self.out}/{_WORK}/{name}".rstrip("/")

    def run(self, sources: Sequence[str], judged: Ledger, progress: Progress) -> Report:
        results = self._extract(sources)
        progress("extracted", 1)
        report = summary.counted(results)
        report.problems += self._problems(results, report)
        results = results.where(results["page"].isNotNull())
        if judged.parts():
            results = over(results, partial(stages.part, parts=judged.parts()), RESULT)
        entities, corpus = self._link(results, judged)
        canonical = self.spark.sparkContext.broadcast(dict(corpus.identity.clusters.canonical))
        progress("linked", 1)
        statements = self._statements(results, entities, canonical)
        self._report(report, statements, entities, corpus, judged)
        progress("stated", 1)
        self._quads(results, statements, entities, corpus, canonical)
        self._finish(report)
        progress("written", 1)
        return report

    def _extract(self, sources: Sequence[str]) -> "DataFrame":
        settings, shipped = self.settings, ""
        lexicon = settings.ner.lexicon
        if lexicon is not None and lexicon.is_file():
            self.spark.sparkContext.addFile(str(lexicon))
            shipped = lexicon.name
        found = pages(self.spark, find(self.spark, sources), settings.ingest)
        results = over(found, partial(stages.extract, settings=settings, shipped=shipped), RESULT)
        return self._kept(results, "results")

    def _kept(self, frame: "DataFrame", name: str) -> "DataFrame":
        """The frame written as Parquet and read back: what is computed once and read often."""
        frame.write.parquet(self.at(name))
        return self.spark.read.parquet(self.at(name))

    def _problems(self, results: "DataFrame", report: Report) -> list:  # type: ignore[type-arg]
        problems = sorted(summary.problems(results), key=lambda p: (p.where, p.kind, p.message))
        dropped = [problem for problem in problems if problem.dropped]
        if self.settings.build.strict and dropped:
            raise PageError(f"{dropped[0].where}: {dropped[0].message} (--strict stops here)")
        if not report.pages:
            named = "; ".join(f"{p.where}: {p.message}" for p in problems[:3])
            raise PageError(f"the sources hold no page that can be read{': ' + named if named else ''}")
        return problems

    def _link(self, results: "DataFrame", judged: Ledger) -> tuple["DataFrame", Corpus]:
        from pyspark.sql import functions as f

        of_pages = results.select(f.explode("entities").alias("e")).select("e.*")
        merged = self._kept(linking.merged(of_pages), "merged") if judged.lines else linking.merged(of_pages)
        entities, corpus = linking.judged(merged, judged, strict=self.settings.build.strict)
        return self._kept(entities, ENTITIES), corpus

    def _statements(
        self, results: "DataFrame", entities: "DataFrame", canonical: "Broadcast[dict[str, str]]"
    ) -> "DataFrame":
        from pyspark.sql import functions as f

        given = results.where(f.size("statements") > 0).select("page", "statements")
        found = over(given, partial(stages.statements, base=self.base, canonical=canonical), STATEMENT)
        names = linking.names(entities)
        for end in ("subject", "object"):
            other = names.select(f.col("key").alias(f"{end}_key"), f.col("name").alias("other"))
            found = found.join(other, f"{end}_key", "left")
            found = found.withColumn(f"{end}_name", f.coalesce("other", f"{end}_name")).drop("other")
        from pyspark.sql.types import StructType

        return self._kept(found.select(*StructType.fromDDL(STATEMENT).fieldNames()), STATEMENTS)

    def _report(
        self, report: Report, statements: "DataFrame", entities: "DataFrame", corpus: Corpus, judged: Ledger
    ) -> None:
        report.add_identity(judged.count(), corpus.identity)
        found = summary.conflicts(statements)
        keys = {key for conflict in found for key in (conflict.body, *conflict.persons)}
        report.add_conflicts(found, (linking.called(entities, keys) if keys else {}).__getitem__, self.base)
        report.entities.update(summary.of_types(entities))
        if self.settings.ner.lexicon is not None:
            report.problems += unused(self.settings.ner.lexicon, report.lexicon_rules)

    def _quads(
        self,
        results: "DataFrame",
        statements: "DataFrame",
        entities: "DataFrame",
        corpus: Corpus,
        canonical: "Broadcast[dict[str, str]]",
    ) -> None:
        from pyspark.sql import functions as f

        base, keys = self.base, corpus.identity.clusters.canonical
        self._write("pages", over(results, partial(stages.quads_of_pages, base=base, canonical=canonical), LINES))
        self._write("entities", over(entities, partial(stages.quads_of_entities, base=base), LINES))
        facts = statements.where((f.col("modality") == "fact") & (f.col("subject_key") != f.col("object_key")))
        direct = facts.select("subject_key", "predicate", "object_key").distinct()
        self._write("relations", over(direct, partial(stages.quads_of_relations, base=base), LINES))
        self._write("roles", over(_roles(statements), partial(stages.quads_of_roles, base=base), LINES))

        places = linking.known_places(entities)
        in_time = successions(places, Gazetteer.load(), corpus.resolve)
        few = [*vocabulary_quads(), *in_time.quads(base, corpus.resolve), *replaced_quads(keys, base=base)]
        lines = [f"{quad} ." for quad in few]
        lines += [row["value"] for row in stages.quads_of_entities(map(entity_row, in_time.heirs), base=base)]
        self._write("vocabulary", frame_of(results, [{"value": line} for line in lines], LINES).coalesce(1))

    def _write(self, kind: str, lines: "DataFrame") -> None:
        """Write N-Quads as `quads/<kind>-00000.nq.gz` and so on."""
        folder, goal = self.at(f"lines-{kind}"), self.at(QUADS)
        lines.write.option("compression", "gzip").text(folder)
        self.files.make(goal)
        parts = [name for name, size in self.files.names(folder) if name.startswith("part-") and size]
        for number, name in enumerate(parts):
            self.files.rename(f"{folder}/{name}", f"{goal}/{kind}-{number:05d}.nq.gz")

    def _finish(self, report: Report) -> None:
        text = json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n"
        self.files.write(self.at(REPORT), iter([text]))
        for name in (STATEMENTS, ENTITIES, QUADS, REPORT):
            self.files.rename(self.at(name), f"{self.out}/{name}")


def _roles(statements: "DataFrame") -> "DataFrame":
    """Each role once with its dates, found before the shuffle already."""
    from pyspark.sql import functions as f

    fact, dated = f.col("modality") == "fact", f.col("date") != ""
    of_posts = statements.where(f.col("predicate").isin("leads", "memberOf") & f.col("modality").isin("fact", "ended"))
    return of_posts.groupBy("subject_key", "predicate", "object_key", "title").agg(
        f.min(f.when(fact & dated, f.col("date"))).alias("first"),
        f.max(f.when(fact & dated, f.col("date"))).alias("last"),
        f.min(f.when(~fact & dated, f.col("date"))).alias("ended"),
    )
