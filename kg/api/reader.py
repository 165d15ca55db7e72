"""Reading entities, statements, roles and pages from a store and from the results that a build kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from kg.api import selects
from kg.api.page import Mention, Page
from kg.api.things import Entity, Relation, Role, Statement
from kg.errors import StoreError
from kg.graph import Store
from kg.model import Evidence, PageResult, on_page
from kg.query import cards
from kg.query.run import value
from kg.schema import NS, PREDICATES, class_types

CHUNK = 500
"""IRIs in one VALUES."""
PAGES = 64
"""Pages kept in memory."""

Cells = Sequence[object]


class Results(Protocol):
    """Where the results of pages lie: in a build's state, or in memory."""

    def ids(self) -> tuple[str, ...]:
        """Ids of the pages, ordered."""
        ...

    def result(self, page: str) -> PageResult | None:
        """The result of one page; None if there is no such page."""
        ...


class Reader:
    """Makes records of what a store holds. One for each graph; entities are made once."""

    def __init__(self, store: Store, results: Results) -> None:
        self.store = store
        self.results = results
        self._entities: dict[str, Entity] = {}
        self.page = lru_cache(PAGES)(self._page)

    def select(self, text: str, which: str = "") -> Iterator[list[str]]:
        """Rows of a SELECT as text; an unbound cell is empty."""
        for row in self.store.select(text.replace("$which", which)):
            yield [value(cell) for cell in row]

    # Entities

    def entities(self, iris: Iterable[str]) -> dict[str, Entity]:
        """Entities by IRI, in the order given."""
        wanted = list(dict.fromkeys(iris))
        missing = [iri for iri in wanted if iri not in self._entities]
        for at in range(0, len(missing), CHUNK):
            nodes = " ".join(str(NamedNode(iri)) for iri in missing[at : at + CHUNK])
            self._entities.update(self._load(f"VALUES ?e {{ {nodes} }}"))
        return {iri: self._entities[iri] for iri in wanted}

    def all_entities(self) -> list[Entity]:
        """Every entity, ordered by name and IRI."""
        return sorted(self._load("").values(), key=lambda entity: (entity.name, entity.iri))

    def _load(self, which: str) -> dict[str, Entity]:
        known = class_types()
        kinds: dict[str, tuple[str, str]] = {}
        for iri, name in self.select(selects.CLASSES, which):
            kind, subtype = known.get(name.removeprefix(NS), ("", ""))
            kinds[iri] = max(kinds.get(iri, ("", "")), (str(kind), subtype))  # the subtype's class says more
        aliases: dict[str, list[str]] = defaultdict(list)
        for iri, alias in self.select(selects.ALIASES, which):
            aliases[iri].append(alias)
        named = {row[0]: row[1:] for row in self.select(selects.MENTIONED, which) if row[0]}
        found = {}
        for iri, key, name, area, code, reason in self.select(selects.ENTITIES, which):
            count, first, last = named.get(iri, ["0", "", ""])
            others = tuple(sorted(aliases.get(iri, ())))
            found[iri] = Entity(
                iri, key, *kinds[iri], name, others, area, code, reason, int(count), first, last, _reader=self
            )
        return found

    def entities_of(self, result: PageResult) -> Mapping[str, Entity]:
        """The corpus's entity of each key that a page gave: by the judgements that the graph was built with."""
        page = result.document.page.id
        keys = [entity.key for entity in result.linked.entities]
        narrowed = {key: on_page(key, page) for key in keys}  # a judgement may hold on this page only
        iris: dict[str, str] = {}
        for at in range(0, len(keys), CHUNK):
            part = keys[at : at + CHUNK]
            values = " ".join(str(Literal(key)) for one in part for key in (one, narrowed[one]))
            rows = self.select(selects.NAMED_BY_KEY.replace("$keys", values))
            iris.update((key, iri) for key, iri in rows)
        entities = self.entities(iris.values())
        return {key: entities[iris.get(narrowed[key]) or iris[key]] for key in keys}

    def card(self, iri: str, *, why: bool) -> str:
        """An entity's card as text."""
        (card,) = cards(self.store, iri)
        return card.text(why=why)

    # Statements and roles

    def statements(self, which: str = "") -> tuple[Statement, ...]:
        """Statements, narrowed by a pattern on `?s`; in the order of pages and offsets."""
        further: dict[str, list[Evidence]] = defaultdict(list)
        for node, *cells in self.select(selects.FURTHER, which):
            further[node].append(_evidence(cells))
        rows = list(self.select(selects.STATEMENTS, which))
        entities = self.entities(iri for row in rows for iri in (row[1], row[3]))
        found = [
            Statement(
                id=row[0].rsplit("/", 1)[-1],
                iri=row[0],
                subject=entities[row[1]],
                predicate=row[2].removeprefix(NS),
                object=entities[row[3]],
                title=row[4],
                modality=row[5],
                date=row[6],
                rule=row[7],
                score=float(row[8]),
                evidence=(_evidence(row[9:]), *further.get(row[0], ())),
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda s: (s.page, s.start, s.end, s.id)))

    def statements_of(self, iri: str) -> tuple[Statement, ...]:
        """Statements of which the entity is subject or object."""
        return self.statements(f"{{ ?s rdf:subject <{iri}> }} UNION {{ ?s rdf:object <{iri}> }}")

    def statements_on(self, page: str) -> tuple[Statement, ...]:
        """Statements that are quoted from the page."""
        of_page = f"?p dcterms:identifier {Literal(page)} . ?a dcterms:isPartOf ?p . ?s prov:wasQuotedFrom ?a ."
        return self.statements(of_page)

    def statements_of_role(self, iri: str) -> tuple[Statement, ...]:
        """Statements that show the role."""
        return self.statements(f"<{iri}> kg:statement ?s .")

    def relations_of(self, entity: Entity) -> tuple[Relation, ...]:
        """The entity's facts by predicate, direction and other end, in that order."""
        found: dict[tuple[str, bool, str], list[Statement]] = defaultdict(list)
        others: dict[str, Entity] = {}
        for statement in entity.statements:
            if statement.modality != "fact" or statement.subject == statement.object:
                continue
            is_subject = statement.subject == entity
            other = statement.object if is_subject else statement.subject
            outgoing = is_subject or PREDICATES[statement.predicate].symmetric
            found[statement.predicate, outgoing, other.iri].append(statement)
            others[other.iri] = other
        order = {name: number for number, name in enumerate(PREDICATES)}
        return tuple(
            Relation(entity, predicate, outgoing, others[iri], tuple(sorted(said, key=lambda s: -s.score)))
            for (predicate, outgoing, iri), said in sorted(
                found.items(), key=lambda item: (order[item[0][0]], not item[0][1], others[item[0][2]].name, item[0][2])
            )
        )

    def roles(self, which: str = "") -> tuple[Role, ...]:
        """Roles, narrowed by a pattern on `?role`; ordered by first date, person and title."""
        posts: dict[str, list[str]] = defaultdict(list)
        for role, post in self.select(selects.POSTS, which):
            posts[role].append(post)
        rows = list(self.select(selects.ROLES, which))
        entities = self.entities(iri for row in rows for iri in (row[1], row[2]))
        found = [
            Role(
                iri=row[0],
                person=entities[row[1]],
                at=entities[row[2]],
                relation=row[3].removeprefix(NS),
                title=row[4],
                rank=row[5],
                posts=tuple(posts.get(row[0], ())),
                first=row[6],
                last=row[7],
                ended=row[8],
                _reader=self,
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda r: (r.first, r.person.name, r.title, r.at.name, r.iri)))

    def roles_of(self, iri: str) -> tuple[Role, ...]:
        """Roles of a person, or at what is led."""
        return self.roles(f"{{ ?role org:member <{iri}> }} UNION {{ ?role kg:roleAt <{iri}> }}")

    # Pages

    def _page(self, name: str) -> Page:
        result = self.results.result(name)
        if result is None:
            raise StoreError(f"the results of page {name} are missing: run kg build again")
        page = result.document.page
        return Page(page.id, page.text, page.date, page.title, page.place, page.source, _result=result, _reader=self)

    def mentions_of(self, iri: str) -> tuple[Mention, ...]:
        """Where pages name the entity."""
        pages = [row[0] for row in self.select(selects.PAGES_NAMING.replace("$iri", iri))]
        return tuple(m for page in pages for m in self.page(page).mentions if m.entity.iri == iri)


def _evidence(cells: Sequence[str]) -> Evidence:
    page, article, start, end, quote = cells
    return Evidence(page, int(article.rsplit("#a", 1)[-1]), int(start), int(end), quote)
