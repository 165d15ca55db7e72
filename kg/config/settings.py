"""The settings records. Each field has a user; a stage is handed its own record and no other."""

from dataclasses import dataclass, field
from pathlib import Path

from kg.model.ids import BASE


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """How pages are read."""

    encoding: str = ""
    """Force this encoding; empty: detect."""
    place: str = ""
    """Area of the paper, for pages that do not say it."""


@dataclass(frozen=True, slots=True)
class NerSettings:
    """How mentions are found."""

    recognisers: str = "lexical"
    """Names joined by `+`."""
    lexicon: Path | None = None
    """The user's own words."""


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """How mentions become entities."""


@dataclass(frozen=True, slots=True)
class RelateSettings:
    """How statements are found."""

    min_score: float = 0.0
    """Drop statements of rules that score less."""
    weak_rules: bool = False
    """Keep statements of rules that were right less than 7 times in 10 on the annotated pages."""


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """How a build runs."""

    workers: int = 1
    strict: bool = False
    """Stop at the first page that cannot be read."""
    base: str = BASE
    """Namespace of the entities' IRIs."""
    most_nodes: int = 30_000
    """Entities in the graph for Gephi, the best connected ones: what a desktop can lay out, and what memory holds."""


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """How the graph is served, and what one query may cost."""

    host: str = "127.0.0.1"
    port: int = 8000
    """0: any free one."""
    workers: int = 4
    """Processes that answer queries: so many run at once. They start when they are needed."""
    queue: int = 32
    """Queries that may wait for a worker; one more is turned away."""
    timeout: float = 30.0
    """Seconds that a query may run before its process is killed."""
    max_rows: int = 100_000
    """Rows, or triples, of a result."""
    max_bytes: int = 64 * 2**20
    """Bytes of a result as it is written."""
    max_query: int = 100_000
    """Bytes of a query's text."""
    memory: int = 2 * 2**30
    """Bytes of memory for each worker, where the system can limit it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All of them."""

    ingest: IngestSettings = field(default_factory=IngestSettings)
    ner: NerSettings = field(default_factory=NerSettings)
    link: LinkSettings = field(default_factory=LinkSettings)
    relate: RelateSettings = field(default_factory=RelateSettings)
    build: BuildSettings = field(default_factory=BuildSettings)
