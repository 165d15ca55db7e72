"""From the mentions of one page to its entities."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import Final

from kg.config import LinkSettings
from kg.lexicon.gazetteer import Gazetteer
from kg.link.area import PageArea, chains_of, resolve_area
from kg.link.atlas import Area
from kg.link.companies import ShortForms
from kg.link.given import as_given, given
from kg.link.merge import merge
from kg.link.names import bare, stem
from kg.link.organizations import Organizations, Zone
from kg.link.people import People
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
        return _Page(document, as_given(mentions), self._gazetteer).linked(mentions)


_DEFINES: Final = re.compile(
    r"^(?:[（(](?:以下|下文)?(?:统一)?(?:简称|下称|又称|称)(?:为)?[：:]?[“‘「]?"
    r"|的?前身(?:是|为)(?:[^，。；]{1,10}的)?"
    r"|[，,]?[\u4e00-\u9fff]{0,4}(?:俗称|称之为|又称|也叫)[“‘「]?"
    r"|(?:已|后)?(?:正式)?更名为[“‘「]?)$"
)
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


class _Page:
    """The work on one page."""

    def __init__(self, document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer | None) -> None:
        self.document = document
        self.mentions = mentions
        self.areas = resolve_area(document, mentions, gazetteer)
        self.chains = chains_of(mentions)
        self.texts = {article.index: article.text for article in document.articles}
        self.readings: list[Reading | None] = [None] * len(mentions)

    def linked(self, printed: Sequence[Mention]) -> Linked:
        self._things()
        people = People(self.document, self.mentions, self.readings, self.areas)
        for i, reading in people.read().items():
            self.readings[i] = reading
        found = zip(self.readings, printed, strict=True)
        readings = [given(one, mention) for one, mention in found if one is not None]
        keys = [reading.key for reading in readings]
        linked = tuple(mention.of(key) for mention, key in zip(printed, keys, strict=True))
        entities = _entities(printed, readings, keys)
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
        """Other names that the page gives: 青岚市润禾农业机械有限公司（以下简称“润禾农机”）, 前身是青岚市农机厂."""
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

    def _convener(self, i: int) -> str:
        """The surface of the assembly or committee right before a meeting that it holds, or empty."""
        mention, before = self.mentions[i], self.mentions[i - 1]
        if i == 0 or before.article != mention.article or before.type is not EntityType.ORG:
            return ""
        gap = self.texts[mention.article][before.text_end : mention.text_start]
        holds = before.subtype in {"people_congress", "party", "institution"} and _CONVENES.match(gap)
        return bare(before.text) if holds else ""

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
            text = bare(mention.text)
            full = short.longest(defined.get(text, text), mention.article)
            named = mention if full == text else replace(mention, text=full)
            reading = bodies.read(named, areas.articles[mention.article])
            self.readings[i] = reading if named is mention else replace(reading, reason="longest form on page")
        progs = self._of(EntityType.PROG)
        all_told = [
            told(m, self._printed(m), areas.articles[m.article], self._before(m), self._host(i), self._convener(i))
            for i, m in progs
        ]
        programmes = Programmes(all_told)
        for (i, mention), one in zip(progs, all_told, strict=True):
            self.readings[i] = programmes.read(mention, one)

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
