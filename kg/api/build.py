"""Making graphs: from pages, from a build's folder, from one text."""

import shutil
import tempfile
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.api.graph import Graph
from kg.api.page import Page
from kg.config import BuildSettings, IngestSettings, NerSettings, RelateSettings, Settings
from kg.errors import PageError, UsageError
from kg.graph import Store, corpus_quads, page_quads
from kg.ingest import from_text, read
from kg.ingest.sources import MEDIA
from kg.io.layout import STATE, STORE
from kg.model import Page as RawPage
from kg.model import PageResult, Problem
from kg.model.ids import BASE
from kg.pipeline import build as build_folder
from kg.pipeline.build import Progress
from kg.pipeline.extract import extractor_for
from kg.pipeline.kept import Kept

Sources = str | Path | Iterable[str | Path]
"""Files, folders or patterns: one, or several."""


def build(  # noqa: PLR0913  each option of the command is a parameter
    sources: Sources,
    out: str | Path | None = None,
    *,
    ner: str = "lexical",
    lexicon: str | Path | None = None,
    encoding: str = "",
    place: str = "",
    min_score: float = 0.0,
    workers: int = 1,
    strict: bool = False,
    judgements: str | Path | None = None,
    base: str = BASE,
    progress: Progress | None = None,
) -> Graph:
    """Build the graph of newspaper pages, as `kg build` does.

    Args:
        sources: files, folders or patterns (.txt .md .html .jsonl).
        out: folder of the graph; pages that it holds already are not extracted again. Without it the graph lies in a
            temporary folder that goes when the graph does.
        ner: recognisers, joined by `+`: lexical, jieba, hanlp:MODEL.
        lexicon: your own words (CSV or YAML).
        encoding: of the pages; detected if not given.
        place: area of the paper, for pages that do not say it.
        min_score: leave out statements that score less.
        workers: processes.
        strict: stop at the first page that cannot be read, or at a ledger that contradicts itself.
        judgements: the ledger; without it `judgements.tsv` in the folder of pages.
        base: namespace of the entities' IRIs.
        progress: called with a step's name and how many more items it has done.

    Example:
        >>> built = kg.build(["examples/train/dongning-2016-08.txt", "examples/train/bohu-2014-09.txt"], workers=1)
        >>> list(built.pages)
        ['bohu-2014-09', 'dongning-2016-08']

    Raises:
        SourceMissing: a source, the lexicon or the ledger does not exist.
        PageError: no page can be read, or one cannot and `strict` is set.
        DataError: the lexicon or the ledger breaks its format.
        UnknownName: there is no such recogniser.
    """
    settings = Settings(
        ingest=IngestSettings(encoding=encoding, place=place),
        ner=NerSettings(recognisers=ner, lexicon=_path(lexicon)),
        relate=RelateSettings(min_score=min_score),
        build=BuildSettings(workers=workers, strict=strict, base=base),
    )
    named = [sources] if isinstance(sources, str | Path) else list(sources)
    folder = Path(out) if out is not None else Path(tempfile.mkdtemp(prefix="fangzhi-"))
    told = {} if progress is None else {"progress": progress}
    try:
        build_folder(named, folder, settings, ledger=_path(judgements), **told)
        graph = open(folder)
    except BaseException:
        if out is None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    if out is None:
        weakref.finalize(graph._reader, shutil.rmtree, folder, ignore_errors=True)
    return graph


def open(folder: str | Path) -> Graph:  # noqa: A001  kg.open reads best
    """The graph in a folder that `kg build` or `kg.build` made.

    Example:
        >>> again = kg.open(graph.folder)
        >>> len(again) == len(graph)
        True

    Raises:
        StoreError: there is none, it is damaged, or another version made it.
    """
    path = Path(folder)
    return Graph(Store.open(path / STORE), Kept(path / STATE), folder=path)


def annotate(
    source: str | Path,
    *,
    date: str = "",
    ner: str = "lexical",
    lexicon: str | Path | None = None,
    encoding: str = "",
    place: str = "",
    min_score: float = 0.0,
) -> Page:
    """Find mentions, entities and statements in one page. Nothing is written.

    Args:
        source: the page's text (a `str`), or its file (a `pathlib.Path`).
        date: issue date of a text (ISO: 2020-05-11), if it does not say it itself.
        ner: as in `build`, like the others.

    Example:
        >>> page = kg.annotate("青禾实业有限公司落户松岭工业园。")
        >>> [str(entity) for entity in page.entities]
        ['青禾实业有限公司', '松岭工业园']
        >>> print(page.statements[0])
        青禾实业有限公司 inPark 松岭工业园 “青禾实业有限公司落户松岭工业园” [text 0–15]

    Raises:
        SourceMissing: the file does not exist.
        PageError: the page is empty, cannot be read, or the file holds several.
        UsageError: the text is the name of a file.
    """
    settings = Settings(
        ingest=IngestSettings(encoding=encoding, place=place),
        ner=NerSettings(recognisers=ner, lexicon=_path(lexicon)),
        relate=RelateSettings(min_score=min_score),
    )
    result = extractor_for(settings).extract(_raw_page(source, date, settings.ingest))
    entities, statements = result.linked.entities, result.statements
    quads = [*page_quads(result, base=BASE), *corpus_quads(entities, statements, base=BASE)]
    return Graph(Store.memory(quads), _One(result)).pages[result.document.page.id]


@dataclass(frozen=True, slots=True)
class _One:
    """The result of a single page, in memory."""

    only: PageResult

    def ids(self) -> tuple[str, ...]:
        return (self.only.document.page.id,)

    def result(self, page: str) -> PageResult | None:
        return self.only if page == self.only.document.page.id else None


def _raw_page(source: str | Path, date: str, settings: IngestSettings) -> RawPage:
    if isinstance(source, str):
        if "\n" not in source and source.lower().endswith(tuple(MEDIA)):
            raise UsageError(f"{source!r} is the name of a file, not a text: give pathlib.Path({source!r})")
        return from_text(source, settings, date=date)
    found = list(read([source], settings))
    if len(found) != 1:
        raise PageError(f"{source} holds {len(found)} pages, and one is annotated at a time: give it to kg.build")
    (page,) = found
    if isinstance(page, Problem):
        raise PageError(page.message)
    return page


def _path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)
