"""From the mentions of one page to its entities."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Final, NamedTuple

from kg.config import LinkSettings
from kg.lexicon.gazetteer import Gazetteer
from kg.link.area import PageArea, chains_of, resolve_area
from kg.link.atlas import Area
from kg.link.companies import ShortForms
from kg.link.merge import merge
from kg.link.names import bare, stem
from kg.link.organizations import Organizations, Zone
from kg.link.persons import Role, by_name, people_named, roles, surname_title
from kg.link.places import Places, area_reading
from kg.link.programmes import Programmes, told
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


_DEFINES: Final = re.compile(r"^[（(](?:以下|下文)?(?:统一)?(?:简称|下称|又称|称)(?:为)?[：:]?[“‘「]?$")
_LINE_BREAK: Final = re.compile(r"[ \t\u3000]*\r?\n\s*")


_QUOTE: Final = re.compile(r"“[^“”]*”")
_CONVENES: Final = re.compile(r"^(?:隆重)?(?:召开|举行|举办)了?[“《]?$")
_GIVES: Final = re.compile(r"^[“《]?$")
_NO_HOST: Final = frozenset({"park", "facility", "natural", "road", "region", "country"})
_PAUSE: Final = "\0"


def _paused(quote: re.Match[str]) -> str:
    """A quote with its spaces marked to stay; not in “植 绿 护 绿”, where they are type-setting."""
    parts = quote.group().split()
    return _PAUSE.join(parts) if min(map(len, parts)) >= 3 else "".join(parts)


class _Said(NamedTuple):
    """What one mention says of a person: its place among the mentions, whether as author, and the office."""

    place: int
    author: bool
    title: str
    area: str
    office: str


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
        keys = [reading.key for reading in readings]
        linked = tuple(replace(mention, entity=key) for mention, key in zip(self.mentions, keys, strict=True))
        entities = _entities(self.mentions, readings, keys)
        return Linked(linked, merge([*entities, *self._areas_needed(readings, set(keys))]))

    def _of(self, kind: EntityType) -> list[tuple[int, Mention]]:
        return [(i, mention) for i, mention in enumerate(self.mentions) if mention.type is kind]

    def _before(self, mention: Mention, size: int = 6) -> str:
        return self.texts[mention.article][max(0, mention.text_start - size) : mention.text_start]

    def _zones(self) -> list[Zone]:
        parks = [(i, m) for i, m in self._of(EntityType.PLACE) if m.subtype == "park"]
        named = [(m, reading) for i, m in parks if (reading := self.readings[i]) is not None]
        return [Zone(m.article, reading.name) for m, reading in named]

    def _defined(self, orgs: Iterable[tuple[int, Mention]]) -> dict[str, str]:
        """Short forms that the page defines: 青岚市润禾农业机械有限公司（以下简称“润禾农机”）."""
        found: dict[str, str] = {}
        last: Mention | None = None
        for _, mention in orgs:
            if last is not None and last.article == mention.article:
                between = self.texts[mention.article][last.text_end : mention.text_start]
                if _DEFINES.match(between):
                    found[bare(mention.text)] = bare(last.text)
            last = mention
        return found

    def _host(self, i: int) -> Reading | None:
        """The area, or ruling body of one, that stands before a programme as its giver or convener.

        云溪区“园丁奖”, 云溪区委召开推进会.
        """
        mention, before = self.mentions[i], self.mentions[i - 1]
        if i == 0 or before.article != mention.article or before.type not in (EntityType.ORG, EntityType.PLACE):
            return None
        if before.type is EntityType.ORG and before.subtype not in {"party", "government"}:
            return None
        gap = self.texts[mention.article][before.text_end : mention.text_start]
        wanted = _CONVENES if mention.subtype == "event" else _GIVES
        reading = self.readings[i - 1]
        if reading is None or not wanted.match(gap) or mention.subtype not in {"event", "award"}:
            return None
        ruling = before.type is EntityType.PLACE or reading.name.endswith(("委员会", "人民政府"))
        return reading if ruling and before.subtype not in _NO_HOST else None

    def _town_before(self, i: int) -> str | None:
        """Name of the town or village that a site's mention is glued to (柳塘镇|蔬菜种植基地)."""
        mention, before = self.mentions[i], self.mentions[i - 1]
        if i == 0 or mention.subtype not in {"facility", "park"} or before.subtype not in {"town", "village"}:
            return None
        glued = before.article == mention.article and before.text_end == mention.text_start
        reading = self.readings[i - 1]
        return reading.name if glued and reading is not None else None

    def _printed(self, mention: Mention) -> str:
        """A programme's surface as printed: with single spaces inside quotes (“植绿护绿 人人参与”活动)."""
        if self.document.page.media == "html" or "“" not in mention.text:
            return mention.text
        raw = _LINE_BREAK.sub("", self.document.page.text[mention.start : mention.end])
        return "".join(_QUOTE.sub(_paused, raw).split()).replace(_PAUSE, " ")

    def _after(self, mention: Mention, size: int = 30) -> str:
        return self.texts[mention.article][mention.text_end : mention.text_end + size]

    def _things(self) -> None:
        """Places, organisations and programmes."""
        page, areas = self.document.page.id, self.areas
        sites = [m for _, m in self._of(EntityType.PLACE) if m.subtype in {"park", "facility"}]
        places = Places(page, areas, [m.text for m in sites])
        for i, mention in self._of(EntityType.PLACE):
            article, chained = areas.articles[mention.article], self.chains.get(id(mention), ())
            self.readings[i] = places.read(mention, article, chained, self._after(mention), self._town_before(i))
        bodies = Organizations(page, areas, self._zones())
        stems = frozenset(stem(name) for mention in self.mentions for name in self.chains.get(id(mention), ()))
        orgs = self._of(EntityType.ORG)
        short = ShortForms(((m.text, m.subtype, m.article) for _, m in orgs), stems)
        defined = self._defined(orgs)
        for _, mention in orgs:
            bodies.learn(mention, areas.articles[mention.article])
        for i, mention in orgs:
            full = defined.get(bare(mention.text)) or short.longest(mention.text, mention.article)
            named = mention if full == bare(mention.text) else replace(mention, text=full)
            reading = bodies.read(named, areas.articles[mention.article])
            self.readings[i] = reading if named is mention else replace(reading, reason="longest form on page")
        progs = self._of(EntityType.PROG)
        all_told = [
            told(m, self._printed(m), areas.articles[m.article], self._before(m), self._host(i)) for i, m in progs
        ]
        programmes = Programmes(all_told)
        for (i, mention), one in zip(progs, all_told, strict=True):
            self.readings[i] = programmes.read(mention, one)

    def _people(self) -> None:
        by_article: dict[int, list[int]] = defaultdict(list)
        for i, mention in enumerate(self.mentions):
            by_article[mention.article].append(i)
        said: dict[str, list[_Said]] = defaultdict(list)
        for article in self.document.articles:
            inside = by_article[article.index]
            found = roles(article, [self.mentions[i] for i in inside])
            self._addressed(inside, found)
            for at, role in found.items():
                i = inside[at]
                name = self._names.get(i, self.mentions[i].text)
                area, office = self._office(inside, role)
                said[name].append(_Said(i, role.author, role.title, area, office))
        for name, places in _by_person(said).items():
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

    def _persons_of(self, name: str, places: list[_Said]) -> None:
        """One person a name and page, but an author and an official of one name are two unless one article has both."""
        acting_in = {self.mentions[p.place].article for p in places if not p.author}
        acting = [p for p in places if not p.author or self.mentions[p.place].article in acting_in]
        writing = [p for p in places if p.author and self.mentions[p.place].article not in acting_in]
        both = bool(acting) and bool(writing)
        paper = self.areas.own.text if self.areas.own is not None else ""
        if writing:
            label = f"{name}(作者)" if both else name
            self._assign(writing, Reading(EntityType.PER, "person", label, paper, "", "author", "byline"))
        if acting:
            title = next((place.title for place in acting if place.title), "")
            area, office = next(((p.area, p.office) for p in acting if p.area or p.office), ("", ""))
            if area or office:
                reason = f"office in {office or area}"
            else:
                area, office, reason = paper, self.document.page.id, "name on page"
            label = f"{name}({title})" if both and title else name
            self._assign(acting, Reading(EntityType.PER, "person", label, area, "", office, reason))

    def _assign(self, places: list[_Said], reading: Reading) -> None:
        for said in places:
            self.readings[said.place] = reading

    def _areas_needed(self, readings: Iterable[Reading], keys: Set[str]) -> Iterable[Entity]:
        """The areas that entities' paths end in, named by no mention of their own."""
        known = self.areas.names.seen
        for path in sorted({reading.area for reading in readings if reading.type is not EntityType.PLACE}):
            area = known.get(path) or self._own_part(path)
            if area is not None:
                area = replace(area, code=area.code or self.areas.names.atlas.code(path))
                reading = area_reading(area, "", "area of an entity of the page")
                if reading.key not in keys:
                    yield _entity(reading, (), reading.key)

    def _own_part(self, path: str) -> Area | None:
        """An area of that path which an article's own area lies in."""
        size = path.count("/") + 1
        for article in self.areas.articles.values():
            own = article.own
            if own is not None and len(own.path) >= size and own.cut(size).text == path:
                return own.cut(size)
        return None


def _by_person(said: dict[str, list[_Said]]) -> dict[str, list[_Said]]:
    """The same, with a part of a foreign name (库兹涅佐夫) under the one full name that ends or begins with it."""
    whole: dict[str, set[str]] = defaultdict(set)
    for name in said:
        parts = name.split("·")
        if len(parts) > 1:
            whole[parts[0]].add(name)
            whole[parts[-1]].add(name)
    united: dict[str, list[_Said]] = defaultdict(list)
    for name, places in said.items():
        full = whole.get(name, set())
        united[next(iter(full)) if len(full) == 1 else name] += places
    return united


def _entities(mentions: Sequence[Mention], readings: Sequence[Reading], keys: Sequence[str]) -> Iterable[Entity]:
    surfaces: dict[str, set[str]] = defaultdict(set)
    first: dict[str, Reading] = {}
    for mention, reading, key in zip(mentions, readings, keys, strict=True):
        first.setdefault(key, reading)
        surfaces[key].update((mention.text, reading.name, *reading.aliases))
    for key, reading in first.items():
        yield _entity(reading, surfaces[key], key)


def _entity(reading: Reading, surfaces: Iterable[str], key: str) -> Entity:
    return Entity(
        key=key,
        type=reading.type,
        subtype=reading.subtype,
        name=reading.name,
        aliases=tuple(sorted(set(surfaces) - {reading.name})),
        area=reading.area,
        code=reading.code,
        reason=reading.reason,
    )


__all__ = ["PageArea", "PageLinker"]
