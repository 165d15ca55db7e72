"""What `kg review` asks: the grey pairs of a built graph that the ledger does not answer, each with its context."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.graph import Store
from kg.io.layout import LEDGER_HOME, STORE
from kg.link.candidates import Candidate, Profile, foremost, propose
from kg.link.judgements import Clusters, Matcher, cluster
from kg.link.ledger import Line
from kg.model import Entity, EntityType, Judgement, Verdict
from kg.schema import NS, class_types

QUOTES = 3
"""Quotes shown for each entity."""

_ENTITIES = """
SELECT ?entity ?key ?name ?area ?code WHERE {
  ?entity kg:key ?key ; rdfs:label ?name .
  OPTIONAL { ?entity kg:areaPath ?area }
  OPTIONAL { ?entity kg:divisionCode ?code }
}
"""
_ALIASES = "SELECT ?entity ?alias WHERE { ?entity skos:altLabel ?alias }"
_CLASSES = "SELECT ?entity ?class WHERE { ?entity kg:key ?key ; a ?class }"
_REPLACED = "SELECT ?key ?entity WHERE { ?old dcterms:identifier ?key ; dcterms:isReplacedBy ?entity }"
_MENTIONED = """
SELECT ?entity ?page ?headline ?date WHERE {
  ?entity kg:mentionedIn ?article .
  ?article dcterms:isPartOf/dcterms:identifier ?page .
  OPTIONAL { ?article dcterms:title ?headline }
  OPTIONAL { ?article dcterms:date ?date }
}
"""
_STATEMENTS = """
SELECT ?subject ?object ?page ?quote ?date WHERE {
  ?statement rdf:subject ?subject ; rdf:object ?object ; kg:quote ?quote ;
    prov:wasQuotedFrom/dcterms:isPartOf/dcterms:identifier ?page .
  OPTIONAL { ?statement dcterms:date ?date }
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a page, or the headline of an article that names the entity."""

    page: str
    text: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Two entities that may be one, with what a person needs to tell."""

    candidate: Candidate
    one: Profile
    other: Profile
    quotes: tuple[tuple[Quote, ...], tuple[Quote, ...]]


@dataclass(frozen=True, slots=True)
class Review:
    """The questions of a graph, the likeliest first, and the blocks of names too common to be compared in full."""

    questions: tuple[Question, ...]
    skipped: tuple[tuple[str, int], ...]
    unknown: int
    """Lines of the ledger that name no entity of the graph."""


def ledger_home(folder: Path) -> Path:
    """Where the build in `folder` took its judgements from, or would have.

    Raises:
        UsageError: the build cannot tell, having been made of several sources without a ledger.
    """
    note = folder / LEDGER_HOME
    home = note.read_text(encoding="utf-8").rstrip("\n") if note.is_file() else ""
    if not home or not Path(home).parent.is_dir():
        raise UsageError(f"{folder} was not built here from one folder of pages, so name the ledger: --ledger FILE")
    return Path(home)


def review(folder: Path, lines: Sequence[Line]) -> Review:
    """The grey pairs of the graph in `folder` that the ledger does not answer, for each entity the likeliest.

    The next in line come up when those are answered; the graph need not be built anew for that.

    Raises:
        StoreError: the folder holds no graph.
    """
    graph = _Graph(Store.open(folder / STORE))
    proposals = propose(graph.profiles.values())
    known = _Known(graph, lines)
    open_pairs = foremost(c for c in proposals.candidates if not known.answers(c.one, c.other))
    quotes = graph.quotes({key for c in open_pairs for key in (c.one, c.other)})
    questions = tuple(
        Question(c, graph.profiles[c.one], graph.profiles[c.other], (quotes[c.one], quotes[c.other]))
        for c in open_pairs
    )
    return Review(questions, proposals.skipped, known.unknown)


class Answers:
    """What is known of pairs from the judgements so far, in a session too: A = B and B = C answer A and C."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        """Begin with these."""
        self._given: dict[tuple[str, str], Verdict] = {}
        self._clusters = Clusters({})
        for judgement in judgements:
            self._given[judgement.pair] = judgement.verdict
        self._join()

    def add(self, judgement: Judgement) -> None:
        """Take one more."""
        self._given[judgement.pair] = judgement.verdict
        self._join()

    def answer(self, one: str, other: str) -> bool:
        """Whether the pair is judged, or follows from what is."""
        ends = self._clusters.resolve(one), self._clusters.resolve(other)
        return ends[0] == ends[1] or (min(ends), max(ends)) in self._settled

    def _join(self) -> None:
        pairs = self._given.items()
        different = [pair for pair, verdict in pairs if verdict is Verdict.DIFFERENT]
        self._clusters = cluster((pair for pair, verdict in pairs if verdict is Verdict.SAME), different)
        resolve = self._clusters.resolve
        left = (map(resolve, pair) for pair, verdict in pairs if verdict is not Verdict.SAME)
        self._settled = {(min(ends), max(ends)) for ends in map(tuple, left)}


class _Known:
    """The ledger on the graph's own keys: those of entities that were merged away lead to the one that stands."""

    def __init__(self, graph: "_Graph", lines: Sequence[Line]) -> None:
        matcher = Matcher(profile.entity for profile in graph.profiles.values())
        self.unknown = 0
        judgements = []
        for line in lines:
            one, other = (graph.replaced.get(key) or matcher.find(key) for key in line.judgement.pair)
            if not one or not other:
                self.unknown += 1
            elif one != other:
                judgements.append(Judgement(one, other, line.judgement.verdict))
        self._answers = Answers(judgements)

    def answers(self, one: str, other: str) -> bool:
        return self._answers.answer(one, other)


class _Graph:
    """The store's entities as profiles by key."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._keys: dict[str, str] = {}
        entities = dict(self._entities())
        self.replaced = {row[0].value: self._keys[row[1].value] for row in store.select(_REPLACED)}
        dates, pages = self._mentioned()
        ties = self._ties(entities)
        self.profiles = {
            key: Profile(
                entity, min(dates[key], default=""), max(dates[key], default=""), ties[key], frozenset(pages[key])
            )
            for key, entity in entities.items()
        }

    def _entities(self) -> Iterator[tuple[str, Entity]]:
        aliases: dict[str, list[str]] = defaultdict(list)
        for row in self._store.select(_ALIASES):
            aliases[row[0].value].append(row[1].value)
        kinds: dict[str, tuple[str, str]] = {}
        known = class_types()
        for row in self._store.select(_CLASSES):
            found = known.get(row[1].value.removeprefix(NS))
            if found is not None:
                kinds[row[0].value] = max(kinds.get(row[0].value, ("", "")), (found[0].value, found[1]))
        for row in self._store.select(_ENTITIES):
            iri, key, name, area, code = (getattr(cell, "value", "") for cell in row)
            self._keys[iri] = key
            kind, subtype = kinds[iri]
            yield key, Entity(key, EntityType(kind), subtype, name, tuple(sorted(aliases[iri])), area, code)

    def _mentioned(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Dates and pages of the articles that name each entity."""
        dates: dict[str, set[str]] = defaultdict(set)
        pages: dict[str, set[str]] = defaultdict(set)
        for row in self._store.select(_MENTIONED):
            key = self._keys[row[0].value]
            pages[key].add(row[1].value)
            if row[3] is not None:
                dates[key].add(row[3].value)
        return dates, pages

    def _ties(self, entities: dict[str, Entity]) -> dict[str, dict[str, str]]:
        ties: dict[str, dict[str, str]] = defaultdict(dict)
        for row in self._store.select(_STATEMENTS):
            one, other = self._keys[row[0].value], self._keys[row[1].value]
            ties[one][other] = entities[other].name
            ties[other][one] = entities[one].name
        return ties

    def quotes(self, wanted: set[str]) -> dict[str, tuple[Quote, ...]]:
        """Up to three quotes of each entity from as many pages as possible; headlines where no statement has words."""
        said: dict[str, set[Quote]] = defaultdict(set)
        for row in self._store.select(_STATEMENTS):
            for end in (row[0], row[1]):
                key = self._keys[end.value]
                if key in wanted:
                    said[key].add(Quote(row[2].value, row[3].value, getattr(row[4], "value", "")))
        named: dict[str, set[Quote]] = defaultdict(set)
        for row in self._store.select(_MENTIONED):
            key = self._keys[row[0].value]
            if key in wanted:
                headline = getattr(row[2], "value", "")
                named[key].add(Quote(row[1].value, f"《{headline}》", getattr(row[3], "value", "")))
        return {key: _chosen(said[key], named[key]) for key in sorted(wanted)}


def _chosen(said: set[Quote], named: set[Quote]) -> tuple[Quote, ...]:
    """Quotes first, each page once before any twice; then headlines of pages without a quote."""
    first: list[Quote] = []
    later: list[Quote] = []
    pages: set[str] = set()
    for quote in (*sorted(said), *sorted(named)):
        (later if quote.page in pages else first).append(quote)
        pages.add(quote.page)
    return tuple([*first, *(quote for quote in later if quote in said)][:QUOTES])
