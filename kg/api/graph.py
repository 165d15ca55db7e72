"""The graph that `kg.build` and `kg.open` give."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx
import rdflib

from kg.api import tables
from kg.api.answer import Answer
from kg.api.extras import wanted
from kg.api.page import Pages
from kg.api.rdf import as_rdflib
from kg.api.reader import Reader, Results
from kg.api.things import Entity, Statement
from kg.errors import AmbiguousName, StoreError, UnknownName
from kg.export import Source, file_name, write
from kg.graph import Store, find_entities, network, part
from kg.io.layout import REPORT
from kg.model import EntityType, Network
from kg.query import Question, query_text, questions
from kg.schema import NS, PREDICATES, subtypes

LISTED = 8
"""Entities of one name that an error lists."""


class Graph:
    """A knowledge graph of newspaper pages, to be asked. Make one with `kg.build`, `kg.open` or `kg.annotate`.

    Reading only: what is to change in it changes in the pages, the lexicon or the judgements, and is built again.

    Attributes:
        folder: where it lies; None if it is in memory only.
        pages: its pages by id.
    """

    def __init__(self, store: Store, results: Results, *, folder: Path | None = None) -> None:
        """For `kg.build`, `kg.open` and `kg.annotate`, which know what belongs together."""
        self.folder = folder
        self._store = store
        self._reader = Reader(store, results)
        self.pages = Pages(results.ids, self._reader.page)

    def __len__(self) -> int:
        """How many quads it holds."""
        return len(self._store)

    def __repr__(self) -> str:
        return f"<Graph {self.folder or 'in memory'}: {len(self):,} quads>"

    def __bool__(self) -> bool:
        return True  # an empty graph is a graph

    def query(self, asked: str, *, timeout: float | None = None, **parameters: str) -> Answer:
        """Answer a question.

        Args:
            asked: SPARQL (the vocabulary's prefixes are known), the path of a `.rq` file, or a canned question's name.
            timeout: seconds after which to give up.
            parameters: of a canned question: `graph.query("who-led-on", name="东宁", date="2016-08")`.

        Example:
            >>> question = 'SELECT ?name { ?e kg:inPark/rdfs:label "梦溪工业园" ; rdfs:label ?name } ORDER BY ?name'
            >>> [row.name for row in graph.query(question)]
            ['宇石动力', '微澜医疗科技（浙江）有限公司', '海川智能装备有限公司']

        Raises:
            QueryError: the query is wrong, an update, asks another machine, or takes longer than the timeout.
            UnknownName: no canned question or parameter has that name; the message lists those there are.
            SourceMissing: the file does not exist.
        """
        return Answer.of(self._store.query(query_text(asked, values=parameters), timeout=timeout))

    @property
    def questions(self) -> Mapping[str, Question]:
        """The canned questions by name, each with its wording (`zh`, `en`) and its parameters."""
        return questions()

    def entity(self, name: str, *, type: str | None = None, area: str | None = None) -> Entity:  # noqa: A002
        """The entity of that full name, alias or IRI.

        Args:
            name: what pages or SPARQL call it.
            type: narrows to a type (`ORG`) or subtype (`company`).
            area: narrows to those whose area path holds this text: `江苏省`.

        Example:
            >>> graph.entity("东宁市")
            <Entity 东宁市 (PLACE/district, 黑龙江省/牡丹江市/东宁市)>

        Raises:
            UnknownName: there is none; the message names those near.
            AmbiguousName: there are several; the message lists them.
        """
        found = self.entities(name=name, type=type, area=area)
        if len(found) == 1:
            return found[0]
        if not found:
            others = "; ".join(map(repr, self.entities(name=name)[:LISTED]))
            raise UnknownName(f"no entity named {name!r} is of that type and area; there are: {others}")
        listed = "; ".join(f"{entity!r} {entity.iri}" for entity in found[:LISTED])
        raise AmbiguousName(
            f"{len(found)} entities are named {name!r}: {listed}; give type=, area= or the IRI, or use entities(name=…)"
        )

    def entities(
        self,
        *,
        name: str | None = None,
        contains: str | None = None,
        type: str | None = None,  # noqa: A002  no other word says it
        area: str | None = None,
    ) -> tuple[Entity, ...]:
        """Entities, ordered by name.

        Args:
            name: their full name, alias or IRI.
            contains: part of their name or of an alias.
            type: a type (`ORG`, `PER`, `PLACE`, `PROG`) or subtype (`company`, `park`, …).
            area: part of their area path.

        Example:
            >>> [town.name for town in graph.entities(type="town", area="东宁市")]
            ['三岔口朝鲜族镇', '大肚川镇', '绥阳镇', '老黑山镇', '道河镇']

        Raises:
            UnknownName: no entity has that name, or there is no such type.
        """
        _check_type(type)
        named = find_entities(self._store, name) if name is not None else None
        found = self._all if named is None else self._reader.entities(named).values()
        return tuple(
            entity
            for entity in found
            if (type is None or type in (entity.type, entity.subtype))
            and (area is None or area in entity.area)
            and (contains is None or any(contains in known for known in (entity.name, *entity.aliases)))
        )

    def statements(self, predicate: str | None = None) -> tuple[Statement, ...]:
        """All statements, or those of one relation (`leads`), in the order of pages and offsets.

        Raises:
            UnknownName: there is no such relation.
        """
        if predicate is None:
            return self._reader.statements()
        if predicate not in PREDICATES:
            raise UnknownName(f"there is no relation {predicate!r}; there are: {', '.join(PREDICATES)}")
        return self._reader.statements(f"?s rdf:predicate <{NS}{predicate}> .")

    @property
    def report(self) -> dict[str, Any]:
        """What the build counted and left out, as `report.json` has it.

        Raises:
            StoreError: the graph is in memory only, or its folder has no report.
        """
        path = None if self.folder is None else self.folder / REPORT
        if path is None or not path.is_file():
            raise StoreError(f"{self.folder or 'a graph in memory'} holds no report: run kg build")
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return report

    def to_networkx(
        self, *, around: str | None = None, hops: int = 2, predicates: Iterable[str] | None = None
    ) -> "networkx.MultiDiGraph[str]":
        """The entities that have a relation, and their relations, as Gephi would show them.

        A node is an IRI with `name`, `label` (short), `type`, `subtype`, `area`, `articles`, `first`, `last`; an edge's
        key is its predicate, its attributes `label`, `weight` (articles), `first`, `last`, `title`, `quote`, `page`.

        Args:
            around: only what lies near this entity (a name, alias or IRI).
            hops: how many relations away from it.
            predicates: only these relations.

        Raises:
            UnknownName: no entity of that name, or no such relation.
        """
        return tables.as_networkx(self._network(around, hops, predicates))

    def to_rdflib(self) -> rdflib.Graph:
        """All triples, those of the pages' named graphs too, as one rdflib graph."""
        return as_rdflib(self._store.quads())

    def to_pandas(self, table: str = "statements") -> Any:
        """A table as a `pandas.DataFrame`: `statements`, `entities`, `relations`, `roles` or `mentions`.

        Raises:
            UnknownName: there is no such table.
            MissingExtra: pandas is not installed.
        """
        if table not in tables.TABLES:
            raise UnknownName(f"there is no table {table!r}; there are: {', '.join(tables.TABLES)}")
        pandas = wanted("pandas", why="to_pandas()")
        columns, rows = tables.TABLES[table](self)
        return pandas.DataFrame(list(rows), columns=columns)

    def export(self, form: str, path: Path | str | None = None, *, around: str | None = None, hops: int = 2) -> Path:
        """Write the graph, or the part around an entity, as `kg export` does; returns what was written.

        Args:
            form: turtle, nquads, trig, jsonld, rdfxml, graphml, gexf, svg, csv or neo4j.
            path: the file (the folder for csv and neo4j); in the graph's folder under the usual name if not given.
            around: only what lies near this entity (a name, alias or IRI).
            hops: how many relations away from it.

        Raises:
            UnknownName: no such format, or no entity of that name.
            StoreError: no path is given and the graph is in memory only.
        """
        name = file_name(form)
        if path is None and self.folder is None:
            raise StoreError("the graph is in memory only: say where to write it")
        goal = Path(path) if path is not None else self.folder / name  # type: ignore[operator]  # one of both is given
        if around is None:
            source = Source(quads=self._store.quads, network=lambda: self._network(None, 0, None))
        else:
            seen = self._network(around, hops, None)
            source = Source(quads=lambda: part(self._store, seen), network=lambda: seen)
        write(form, goal, source=source)
        return goal

    @cached_property
    def _all(self) -> list[Entity]:
        return self._reader.all_entities()

    def _network(self, around: str | None, hops: int, predicates: Iterable[str] | None) -> Network:
        return network(self._store, around=around, hops=hops, predicates=predicates)


def _check_type(name: str | None) -> None:
    known = [kind.value for kind in EntityType] + [subtype for kind in EntityType for subtype in subtypes(kind)]
    if name is not None and name not in known:
        raise UnknownName(f"there is no type or subtype {name!r}; there are: {', '.join(known)}")
