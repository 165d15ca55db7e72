"""All pages together: page entities by key, the ledger's judgements, and what each statement's ends then are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DataError, SourceMissing
from kg.link.judgements import Clusters, Identity, identify
from kg.link.ledger import Line, read_ledger
from kg.model import Entity, PageResult, Statement, Verdict, entity_iri, off_page, on_page
from kg.pipeline.entities import Entities

LEDGER = "judgements.tsv"
"""Name of the ledger that is looked for in a folder of pages."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The judgements of a build. `home` is where the ledger lies or would lie, None if nobody said."""

    home: Path | None = None
    lines: tuple[Line, ...] = ()

    @classmethod
    def find(cls, sources: Sequence[str | Path], given: Path | None) -> "Ledger":
        """The ledger given, else `judgements.tsv` in the only source, if that is a folder and has one.

        Raises:
            SourceMissing: the ledger given does not exist.
            DataError: a line breaks the format.
        """
        if given is not None:
            if not given.is_file():
                raise SourceMissing(f"the ledger {given} does not exist: kg review makes it, or leave out --ledger")
            return cls(given, read_ledger(given))
        if len(sources) != 1 or not Path(sources[0]).is_dir():
            return cls()
        home = Path(sources[0]) / LEDGER
        return cls(home, read_ledger(home)) if home.is_file() else cls(home)

    @property
    def name(self) -> str:
        """The file's name, for problems: without its folder, so that a build's report is the same on all machines."""
        return self.home.name if self.home is not None else LEDGER

    def count(self) -> dict[str, int]:
        """Lines by verdict."""
        return {v.value: sum(line.judgement.verdict is v for line in self.lines) for v in Verdict}

    def meant(self) -> set[tuple[str, str]]:
        """Type and name in each key of the lines."""
        keys = (key.split("|", 2) for line in self.lines for key in line.judgement.pair)
        return {(parts[0], parts[1]) for parts in keys}

    def parts(self) -> frozenset[tuple[str, str]]:
        """Key and page of each entity that a page's mentions are taken off from."""
        pairs = (line.judgement.pair for line in self.lines if line.judgement.verdict is Verdict.DIFFERENT)
        return frozenset(off_page(long) for short, long in pairs if off_page(long)[0] == short and off_page(long)[1])


def taken_off(result: PageResult, parts: frozenset[tuple[str, str]]) -> PageResult:
    """The result with those of its entities renamed that are judged to be others on this page; itself if none is.

    A statement's id is that of its claim, and the claim changes with whom it is about; other statements keep theirs.
    """
    page = result.document.page.id
    moved = {e.key: on_page(e.key, page) for e in result.linked.entities if (e.key, page.replace("|", "／")) in parts}
    if not moved:
        return result
    linked = replace(
        result.linked,
        mentions=tuple(replace(m, entity=moved.get(m.entity, m.entity)) for m in result.linked.mentions),
        entities=tuple(replace(e, key=moved.get(e.key, e.key)) for e in result.linked.entities),
    )
    statements = tuple(
        replace(s, subject=moved.get(s.subject, s.subject), object=moved.get(s.object, s.object))
        for s in result.statements
    )
    return replace(result, linked=linked, statements=statements)


def gathered(found: Entities, ledger: Ledger, *, strict: bool) -> "Corpus":
    """Apply the judgements to the entities of all pages, which change by it.

    The ledger finds an entity by its key, or by a type and one of its names: only those that may be meant are looked at
    together.

    Raises:
        DataError: the ledger contradicts itself, and `strict` is set.
    """
    if not ledger.lines:
        return Corpus(found, Identity(Clusters({})))
    meant = ledger.meant()
    near = [entity for entity in found if not meant.isdisjoint(called(entity))]
    identity = identify(near, ledger.lines, ledger=ledger.name)
    against = [problem for problem in identity.problems if problem.kind == "contradiction"]
    if strict and against:
        raise DataError(f"{against[0].where}: {against[0].message} (--strict stops here)")
    canonical = identity.clusters.canonical
    standing = {*canonical.values()}
    found.remove(canonical)
    found.add(entity for entity in identity.merged(near) if entity.key in standing)
    return Corpus(found, identity)


def called(entity: Entity) -> set[tuple[str, str]]:
    """Type and name of an entity, for each name by which a ledger may mean it."""
    kind, name = entity.key.split("|", 2)[:2]
    return {(kind, one) for one in (name, entity.name, *entity.aliases)}


@dataclass(frozen=True, slots=True)
class Corpus:
    """The corpus's entities, and how the pages' keys lead to them."""

    entities: Entities
    identity: Identity

    def resolve(self, key: str) -> str:
        """The corpus entity's key of a page entity's key."""
        return self.identity.clusters.resolve(key)


def statement_record(statement: Statement, corpus: Corpus, *, base: str) -> dict[str, object]:
    """A statement as plain values, its ends those of the corpus: ids for machines, names and quotes for people."""
    subject, object_ = corpus.resolve(statement.subject), corpus.resolve(statement.object)
    return {
        "id": statement.id,
        "subject": entity_iri(subject, base),
        "subject_name": corpus.entities.name(subject),
        "predicate": statement.predicate,
        "object": entity_iri(object_, base),
        "object_name": corpus.entities.name(object_),
        "title": statement.title,
        "modality": statement.modality.value,
        "date": statement.date,
        "rule": statement.rule,
        "score": statement.score,
        "evidence": [
            {"page": e.page, "article": e.article, "start": e.start, "end": e.end, "quote": e.quote}
            for e in statement.evidence
        ],
    }
