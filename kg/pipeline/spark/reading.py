"""Pages from JSONL, Parquet and folders of text, as rows.

Ids, numbers of lines and names of files come out as `kg.ingest.read` gives them for the same files.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from kg.config import IngestSettings
from kg.errors import SourceMissing
from kg.ingest.lines import page_of_line, page_of_record
from kg.ingest.pages import apart, empty, file_names, page_of_bytes
from kg.ingest.sources import MEDIA
from kg.model import Page, Problem
from kg.pipeline.spark.call import frame_of, over
from kg.pipeline.spark.files import Files
from kg.pipeline.spark.rows import PAGE, Row, page_row, problem_row

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql import Row as SparkRow

LINES: Final = (".jsonl", ".jsonl.gz", ".jsonl.bz2", ".jsonl.zst")
PARQUET: Final = ".parquet"
_TEXTS: Final = tuple(ending for ending, kind in MEDIA.items() if kind != "jsonl")
_TEXT_PATTERN: Final = "*.{{{}}}".format(
    ",".join("".join(f"[{char}{char.upper()}]" for char in ending[1:]) for ending in _TEXTS)
)
"""The endings in either case, as a pattern of Hadoop's."""
_COLUMNS: Final = ("id", "text", "date", "title", "place")

Place = tuple[str, int]
"""Where a page stands: path and line (or row), 0 for a file of its own."""


@dataclass(frozen=True, slots=True)
class Root:
    """A source as it was named, or a match of a pattern, and its full path."""

    given: str
    path: str
    folder: bool

    def below(self, path: str) -> str:
        """Path of a file below the source."""
        return path[len(self.path) + 1 :] if self.folder else PurePosixPath(path).name

    def named(self, path: str) -> str:
        """Path of a file as the source was named."""
        return f"{self.given.rstrip('/')}/{self.below(path)}" if self.folder else self.given


@dataclass(frozen=True, slots=True)
class Found:
    """The files of all sources, by kind, and what they are called."""

    roots: tuple[Root, ...]
    texts: tuple[str, ...]
    lines: tuple[str, ...]
    tables: tuple[str, ...]

    def root(self, path: str) -> Root:
        """The source that a file belongs to."""
        return _root(self.roots, path)


def _root(roots: Sequence[Root], path: str) -> Root:
    fitting = (root for root in roots if path == root.path or path.startswith(f"{root.path}/"))
    return max(fitting, key=lambda root: len(root.path))


def plain(path: str) -> str:
    """A path as Hadoop writes it: of the two ways to write a local one (`file:/x`, `file:///x`) the shorter."""
    return f"file:/{path[8:]}" if path.startswith("file:///") else path


def find(spark: "SparkSession", sources: Sequence[str]) -> Found:
    """The files that sources name.

    Raises:
        SourceMissing: a source names nothing.
    """
    files, roots = Files(spark), []
    for source in sources:
        matches = files.matches(source)
        literal = len(matches) == 1 and matches[0][0].endswith(f"/{PurePosixPath(source).name}")
        for path, folder in matches:
            given = str(Path(source)) if literal and "://" not in source else source if literal else _local(path)
            roots.append(Root(given, plain(path), folder))
        if not matches:
            raise SourceMissing(f"{source} names no page: give a file, a folder, or a pattern that Hadoop can read")
    folders = tuple(f"{root.path}/" for root in roots if root.folder)
    outer = {root.path: root for root in reversed(roots) if not root.path.startswith(folders)}
    roots = [outer[path] for path in sorted(outer)]
    named = [root.path for root in roots if not root.folder]
    for root in roots:
        inside = _listed(spark, root.path) if root.folder else ()
        if root.folder and not inside:
            raise SourceMissing(f"{root.given} names no page: it holds none of {', '.join((*_TEXTS, *LINES, PARQUET))}")
        named += inside
    paths = sorted(set(named))
    lines = tuple(path for path in paths if path.lower().endswith(LINES))
    tables = tuple(path for path in paths if path.lower().endswith(PARQUET))
    return Found(tuple(roots), tuple(sorted({*paths} - {*lines, *tables})), lines, tables)


def _local(path: str) -> str:
    return path.removeprefix("file:") if path.startswith("file:/") else path


def _listed(spark: "SparkSession", folder: str) -> list[str]:
    """Files of a folder and its subfolders that may hold pages. Spark leaves out names that begin with `.` or `_`."""
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    paths = (plain(unquote(path)) for path in reader.load(_escaped(folder)).inputFiles())
    endings = (*_TEXTS, *LINES, PARQUET)
    return [path for path in paths if path.lower().endswith(endings) and "/." not in path[len(folder) :]]


def pages(spark: "SparkSession", found: Found, settings: IngestSettings) -> "DataFrame":
    """Rows of pages with unique ids, and of problems."""
    names = file_names(found.root(path).below(path) for path in found.texts)
    frames, blocks = [], []
    if found.texts:
        frames.append(_texts(spark, found, names, settings))
    if found.lines:
        blocks = _blocks(spark, found)
        frames.append(_lines(spark, found, blocks, settings))
    if found.tables:
        frames.append(_tables(spark, found, settings))
    without = _without_text(spark, found, blocks)
    if without:
        rows = [_row([empty(Path(found.root(path).named(path)))], found.root(path).below(path), 0) for path in without]
        frames.append(frame_of(frames[0], rows, PAGE))
    whole = frames[0]
    for frame in frames[1:]:
        whole = whole.unionByName(frame)
    fresh = _renamed(whole, alone=bool(found.texts) and len(frames) == 1)
    return over(whole, partial(_rename, fresh=fresh), PAGE) if fresh else whole


def _texts(spark: "SparkSession", found: Found, names: Mapping[str, str], settings: IngestSettings) -> "DataFrame":
    raw = _files(spark, found).select("path", "content")
    return over(raw, partial(_text_pages, roots=found.roots, names=dict(names), settings=settings), PAGE)


def _files(spark: "SparkSession", found: Found) -> "DataFrame":
    """The files of text that are not empty, with their content."""
    folders = [root.path for root in found.roots if root.folder]
    single = [path for path in found.texts if not found.root(path).folder]
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    frames = [reader.load([_escaped(path) for path in single])] if single else []
    if folders:
        # Folders are listed once more, by the cluster: names of a million files would be too many to hand over.
        frames.append(reader.option("pathGlobFilter", _TEXT_PATTERN).load([_escaped(path) for path in folders]))
    return frames[0] if len(frames) == 1 else frames[0].unionByName(frames[1])


def _text_pages(
    rows: Iterator[Row], *, roots: Sequence[Root], names: Mapping[str, str], settings: IngestSettings
) -> Iterator[Row]:
    for row in rows:
        path = plain(row["path"])
        root = _root(roots, path)
        below = root.below(path)
        name = names.get(below, PurePosixPath(below).stem)
        yield _row([page_of_bytes(row["content"], root.named(path), name, settings)], below, 0)


def _lines(spark: "SparkSession", found: Found, blocks: "Sequence[SparkRow]", settings: IngestSettings) -> "DataFrame":
    # A file is read in blocks at once, and a line's number is its page's source: count the lines of the blocks before.
    before: dict[tuple[str, int], int] = {}
    path, total = "", 0
    for row in blocks:
        path, total = row["path"], total if row["path"] == path else 0
        before[path, row["block"]] = total
        total += row["lines"]
    work = partial(_line_pages, roots=found.roots, before=before, settings=settings)
    return over(_raw_lines(spark, found), work, PAGE)


def _blocks(spark: "SparkSession", found: Found) -> "list[SparkRow]":
    """Of each block of a file of lines: how many lines it has, and how many of them are not blank."""
    from pyspark.sql import functions as f

    written = f.count(f.when(f.col("value").cast("string").rlike(r"\S"), 1))
    of_blocks = _raw_lines(spark, found).groupBy("path", "block")
    counted = of_blocks.agg(f.count("*").alias("lines"), written.alias("written")).orderBy("path", "block")
    rows: list[SparkRow] = counted.collect()
    return rows


def _raw_lines(spark: "SparkSession", found: Found) -> "DataFrame":
    from pyspark.sql import functions as f

    return spark.read.text([_escaped(path) for path in found.lines]).select(
        f.col("value").cast("binary").alias("value"),
        f.col("_metadata.file_path").alias("path"),
        f.col("_metadata.file_block_start").alias("block"),
    )


def _without_text(spark: "SparkSession", found: Found, blocks: "Sequence[SparkRow]") -> list[str]:
    """Files that give no row at all, sorted: to be reported, as nothing else would say that they were there."""
    seen = {plain(unquote(row["path"])) for row in blocks if row["written"]}
    if found.texts:
        seen.update(plain(row["path"]) for row in _files(spark, found).select("path").toLocalIterator())
    return sorted({*found.texts, *found.lines} - seen)


def _line_pages(
    rows: Iterator[Row], *, roots: Sequence[Root], before: Mapping[tuple[str, int], int], settings: IngestSettings
) -> Iterator[Row]:
    at: tuple[str, int] = ("", 0)
    number = 0
    for row in rows:
        block = (row["path"], row["block"])
        at, number = block, (number if block == at else before[block]) + 1
        if row["value"].strip():
            path = plain(unquote(row["path"]))
            root = _root(roots, path)
            found = list(page_of_line(bytes(row["value"]), root.named(path), number, settings))
            yield _row(found, root.below(path), number)


def _tables(spark: "SparkSession", found: Found, settings: IngestSettings) -> "DataFrame":
    from pyspark.sql import functions as f

    whole = spark.read.option("mergeSchema", "true").parquet(*(_escaped(path) for path in found.tables))
    kept = [f.col(name).cast("string").alias(name) for name in _COLUMNS if name in whole.columns]
    raw = whole.select(*kept, f.col("_metadata.file_path").alias("path"), f.col("_metadata.row_index").alias("number"))
    return over(raw, partial(_table_pages, roots=found.roots, settings=settings), PAGE)


def _table_pages(rows: Iterator[Row], *, roots: Sequence[Root], settings: IngestSettings) -> Iterator[Row]:
    for row in rows:
        path, number = plain(unquote(row["path"])), row["number"] + 1
        root = _root(roots, path)
        where = f"{root.named(path)}:{number}"
        result: Page | Problem
        try:
            result = page_of_record({name: row.get(name) or "" for name in _COLUMNS}, where, settings)
        except ValueError as error:
            result = Problem("line", where, f"row {number} of {PurePosixPath(path).name} was left out: {error}")
        yield _row([result], root.below(path), number)


def _escaped(path: str) -> str:
    """A path that Spark does not take for a pattern."""
    return "".join(f"\\{char}" if char in "{}[]*?\\" else char for char in path)


def _row(found: Sequence[Page | Problem], below: str, number: int) -> Row:
    problems = [one for one in found if isinstance(one, Problem)]
    for one in found:
        if isinstance(one, Page):
            return page_row(one, below, number, problems)
    return {"below": below, "number": number, "problems": [problem_row(p) for p in problems]}


def _renamed(whole: "DataFrame", *, alone: bool) -> dict[Place, tuple[str, Row]]:
    """New ids of the pages whose id another page bears too, with the problem that says so, by where they stand.

    Names of files alone are unique.
    """
    from pyspark.sql import functions as f

    if alone:
        return {}
    ids = whole.where(f.col("id").isNotNull()).select("id", "below", "number", "source")
    twice = [row["id"] for row in ids.groupBy("id").count().where("count > 1").select("id").collect()]
    if not twice:
        return {}
    near = ids.where(f.regexp_replace("id", r"#\d+$", "").isin(twice) | f.col("id").isin(twice)).collect()
    near.sort(key=lambda row: (row["id"], row["below"], row["source"].rpartition(":")[0], row["number"]))
    named = zip(near, apart([(row["id"], Page(row["id"], "", source=row["source"])) for row in near]), strict=True)
    return {
        (row["source"], row["number"]): (name, problem_row(problem))
        for row, (name, problem, _) in named
        if problem is not None
    }


def _rename(rows: Iterator[Row], *, fresh: Mapping[Place, tuple[str, Row]]) -> Iterator[Row]:
    for row in rows:
        name, problem = fresh.get((row["source"], row["number"]), ("", None))
        yield {**row, "id": name, "problems": [*row["problems"], problem]} if name else row
