"""All pages together: page entities by key, the ledger's judgements, and what each statement's ends then are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DataError, SourceMissing
from kg.link import merge
from kg.link.judgements import Clusters, Identity, identify
from kg.link.ledger import Line, read_ledger
from kg.model import Entity, PageResult, Statement, Verdict, entity_iri, off_page, on_page

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


class Gathering:
    """Collects the entities of pages, one for each key."""

    def __init__(self) -> None:
        self._found: dict[str, Entity] = {}

    def add(self, result: PageResult) -> None:
        """Unite a page's entities with those of the pages before."""
        self.add_entities(result.linked.entities)

    def add_entities(self, entities: Iterable[Entity]) -> None:
        """Unite entities with those before."""
        for entity in entities:
            known = self._found.get(entity.key)
            self._found[entity.key] = entity if known is None else merge((known, entity))[0]

    def corpus(self, ledger: Ledger, *, strict: bool) -> "Corpus":
        """Apply the judgements.

        Raises:
            DataError: the ledger contradicts itself, and `strict` is set.
        """
        entities = tuple(self._found[key] for key in sorted(self._found))
        if not ledger.lines:
            return Corpus(entities, Identity(Clusters({})))
        identity = identify(entities, ledger.lines, ledger=ledger.name)
        against = [problem for problem in identity.problems if problem.kind == "contradiction"]
        if strict and against:
            raise DataError(f"{against[0].where}: {against[0].message} (--strict stops here)")
        return Corpus(identity.merged(entities), identity)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The corpus's entities, and how the pages' keys lead to them."""

    entities: tuple[Entity, ...]
    identity: Identity

    def resolve(self, key: str) -> str:
        """The corpus entity's key of a page entity's key."""
        return self.identity.clusters.resolve(key)

    def names(self) -> Mapping[str, str]:
        """Names by the corpus entities' keys."""
        return {entity.key: entity.name for entity in self.entities}


def statement_record(statement: Statement, corpus: Corpus, names: Mapping[str, str], *, base: str) -> dict[str, object]:
    """A statement as plain values, its ends those of the corpus: ids for machines, names and quotes for people."""
    subject, object_ = corpus.resolve(statement.subject), corpus.resolve(statement.object)
    return {
        "id": statement.id,
        "subject": entity_iri(subject, base),
        "subject_name": names[subject],
        "predicate": statement.predicate,
        "object": entity_iri(object_, base),
        "object_name": names[object_],
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
