"""From the mentions of one page to its entities."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.config import LinkSettings
from kg.lexicon.gazetteer import Gazetteer
from kg.link.area import PageArea, chains_of, resolve_area
from kg.link.atlas import Area
from kg.link.companies import ShortForms
from kg.link.merge import merge
from kg.link.names import bare, stem
from kg.link.organizations import Organizations
from kg.link.persons import Role, by_name, people_named, roles, surname_title
from kg.link.places import Places, area_reading
from kg.link.programmes import Programmes
from kg.link.reading import Reading
from kg.model import Document, Entity, EntityType, Linked, Mention


class PageLinker:
    """Links the mentions of a page to entities with keys. Holds nothing of a page between calls."""

    def __init__(self, gazetteer: Gazetteer | None, settings: LinkSettings | None = None) -> None:
        self._gazetteer = gazetteer
        self._settings = settings or LinkSettings()

    def link(self, document: Document, mentions: Sequence[Mention]) -> Linked:
        """The mentions, in the order given, each with its entity's key, and the entities ordered by key."""
        return _Page(document, mentions, self._gazetteer).linked()


class _Page:
    """The work on one page."""

    def __init__(self, document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer | None) -> None:
        self.document = document
        self.mentions = mentions
        self.areas = resolve_area(document, mentions, gazetteer)
        self.chains = chains_of(mentions)
        self.texts = {article.index: article.text for article in document.articles}
        self.readings: list[Reading | None] = [None] * len(mentions)

    def linked(self) -> Linked:
        self._things()
        self._people()
        readings = [reading for reading in self.readings if reading is not None]
        linked = tuple(replace(m, entity=r.key) for m, r in zip(self.mentions, readings, strict=True))
        return Linked(linked, merge([*_entities(self.mentions, readings), *self._areas_needed(readings)]))

    def _of(self, kind: EntityType) -> list[tuple[int, Mention]]:
        return [(i, mention) for i, mention in enumerate(self.mentions) if mention.type is kind]

    def _before(self, mention: Mention, size: int = 6) -> str:
        return self.texts[mention.article][max(0, mention.text_start - size) : mention.text_start]

    def _after(self, mention: Mention, size: int = 30) -> str:
        return self.texts[mention.article][mention.text_end : mention.text_end + size]

    def _things(self) -> None:
        """Places, organisations and programmes."""
        page, areas = self.document.page.id, self.areas
        sites = [m for _, m in self._of(EntityType.PLACE) if m.subtype in {"park", "facility"}]
        places = Places(page, areas, [m.text for m in sites])
        for i, mention in self._of(EntityType.PLACE):
            article, chained = areas.articles[mention.article], self.chains.get(id(mention), ())
            self.readings[i] = places.read(mention, article, chained, self._after(mention))
        bodies = Organizations(page, areas, [bare(m.text) for m in sites if m.subtype == "park"])
        stems = frozenset(stem(name) for mention in self.mentions for name in self.chains.get(id(mention), ()))
        orgs = self._of(EntityType.ORG)
        short = ShortForms(((m.text, m.subtype, m.article) for _, m in orgs), stems)
        for _, mention in orgs:
            bodies.learn(mention, areas.articles[mention.article])
        for i, mention in orgs:
            full = short.longest(mention.text, mention.article)
            named = mention if full == bare(mention.text) else replace(mention, text=full)
            reading = bodies.read(named, areas.articles[mention.article])
            self.readings[i] = reading if named is mention else replace(reading, reason="longest form on page")
        progs = self._of(EntityType.PROG)
        programmes = Programmes([(m.text, m.article) for _, m in progs])
        for i, mention in progs:
            self.readings[i] = programmes.read(mention, areas.articles[mention.article], self._before(mention))

    def _people(self) -> None:
        by_article: dict[int, list[int]] = defaultdict(list)
        for i, mention in enumerate(self.mentions):
            by_article[mention.article].append(i)
        said: dict[str, list[tuple[int, bool, str, str]]] = defaultdict(list)
        for article in self.document.articles:
            inside = by_article[article.index]
            found = roles(article, [self.mentions[i] for i in inside])
            self._addressed(inside, found)
            for at, role in found.items():
                i = inside[at]
                name = self._names.get(i, self.mentions[i].text)
                area, office = self._office(inside, role)
                said[name].append((i, role.author, area, office))
        for name, places in said.items():
            self._persons_of(name, places)

    _names: dict[int, str]

    def _addressed(self, inside: list[int], found: dict[int, Role]) -> None:
        """Surname and title: the person of that surname in the article."""
        self._names = getattr(self, "_names", {})
        named = by_name()
        for at, role in found.items():
            surface = self.mentions[inside[at]].text
            if not surname_title(surface)[1]:
                named[surface].add(role.title)
        for at in found:
            surname, title = surname_title(self.mentions[inside[at]].text)
            if title and (name := people_named(surname, title, named)):
                self._names[inside[at]] = name

    def _office(self, inside: list[int], role: Role) -> tuple[str, str]:
        if role.body < 0:
            return "", ""
        reading = self.readings[inside[role.body]]
        if reading is None:
            return "", ""
        ruling = reading.type is EntityType.PLACE or reading.subtype in {"party", "people_congress"}
        return reading.area, "" if ruling else reading.name

    def _persons_of(self, name: str, places: list[tuple[int, bool, str, str]]) -> None:
        """One person a name and page, but an author and an official of one name are two unless one article has both."""
        own = self.areas.own
        paper = own.text if own is not None else ""
        official = {self.mentions[i].article for i, author, _, _ in places if not author}
        acting = [place for place in places if not place[1] or self.mentions[place[0]].article in official]
        chosen = {place[0] for place in acting}
        writing = [place for place in places if place[0] not in chosen]
        both = bool(acting) and bool(writing)
        for group, author in ((acting, False), (writing, True)):
            if not group:
                continue
            area, office = next(((a, o) for _, _, a, o in group if a or o), ("", ""))
            label = f"{name}({'作者' if author else office or stem(area.rpartition('/')[2])})" if both else name
            if author:
                area, office, reason = paper, "author", "byline"
            elif area or office:
                reason = f"office in {office or area}"
            else:
                area, office, reason = paper, self.document.page.id, "name on page"
            if both and not author:
                label = name
            reading = Reading(EntityType.PER, "person", label, area, "", office, reason)
            for i, *_ in group:
                self.readings[i] = reading

    def _areas_needed(self, readings: Iterable[Reading]) -> Iterable[Entity]:
        """The areas that entities' paths end in, named by no mention of their own."""
        for path in sorted({reading.area for reading in readings if reading.area}):
            area = self._area_of(path)
            if area is not None:
                reading = area_reading(area, "", "area of an entity of the page")
                yield _entity(reading, ())

    def _area_of(self, path: str) -> Area | None:
        for article in self.areas.articles.values():
            own = article.own
            if own is not None and own.text.startswith(path):
                size = path.count("/") + 1
                cut = own.cut(size)
                if cut.text == path:
                    return replace(cut, code=self.areas.names.atlas.code(path))
        return None


def _entities(mentions: Sequence[Mention], readings: Sequence[Reading]) -> Iterable[Entity]:
    surfaces: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Reading] = {}
    for mention, reading in zip(mentions, readings, strict=True):
        first.setdefault(reading.key, reading)
        surfaces[reading.key].update((mention.text, *reading.aliases))
    for key, reading in first.items():
        yield _entity(reading, surfaces[key])


def _entity(reading: Reading, surfaces: Iterable[str]) -> Entity:
    return Entity(
        key=reading.key,
        type=reading.type,
        subtype=reading.subtype,
        name=reading.name,
        aliases=tuple(sorted(set(surfaces) - {reading.name})),
        area=reading.area,
        code=reading.code,
        reason=reading.reason,
    )


__all__ = ["PageArea", "PageLinker"]
