"""What the page says of its entities, indexed for the rules."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.model import Document, Entity, EntityType, Linked, Mention
from kg.relate.symbols import AREAS

_SHARE = 2
"""An area is the article's own of its level if at least one in this many of those named lies in it."""


class Page:
    """A page's entities and mentions by key, by article and by area."""

    def __init__(self, document: Document, linked: Linked) -> None:
        """Index a page. Mentions of unknown entities are left out."""
        self.document = document
        self.entities = {entity.key: entity for entity in linked.entities}
        self.mentions = [m for m in linked.mentions if m.entity in self.entities]
        self.first: dict[str, Mention] = {}
        self.articles: dict[int, list[Mention]] = {article.index: [] for article in document.articles}
        self._in: dict[str, set[int]] = defaultdict(set)
        self._counts: dict[int, Counter[str]] = {}
        for mention in sorted(self.mentions, key=lambda m: (m.article, m.text_start)):
            self._in[mention.entity].add(mention.article)
            self.first.setdefault(mention.entity, mention)
            self.articles.setdefault(mention.article, []).append(mention)
        self.named = [entity for entity in linked.entities if entity.key in self.first]
        self.areas = [e for e in self.named if e.type is EntityType.PLACE and e.subtype in AREAS]
        self._by_path = {e.area: e for e in reversed(self.areas) if e.area and e.area.endswith(e.name)}
        implied = [e for e in linked.entities if e.type is EntityType.PLACE and e.subtype in AREAS]
        self._own = {e.area: e for e in implied if e.area and e.area.endswith(e.name)} | self._by_path

    def together(self, one: Entity, other: Entity) -> bool:
        """Whether an article names both."""
        return not self._in[one.key].isdisjoint(self._in[other.key])

    def area_at(self, path: str) -> Entity | None:
        """The named area with this path."""
        return self._by_path.get(path)

    def body(self, name: str) -> Entity | None:
        """The body with this full name, of which a unit may be named (县检察院 of 县检察院未检科)."""
        return next((e for e in self.named if e.type is EntityType.ORG and e.name == name), None)

    def container(self, path: str) -> Entity | None:
        """The nearest named area that holds the area with this path, itself excluded."""
        while "/" in path:
            path = path.rsplit("/", 1)[0]
            if found := self._by_path.get(path):
                return found
        return None

    def event(self, article: int, word: str = "") -> Entity | None:
        """The article's event that 会议, 活动 or 仪式 stands for: the first that ends like it, else the first."""
        programmes = [self.entities[m.entity] for m in self.articles.get(article, ()) if m.type is EntityType.PROG]
        events = [e for e in programmes if e.subtype == "event"]
        campaigns = [e for e in programmes if e.subtype == "campaign" and e.name.endswith(("活动", "竞赛", "比赛"))]
        ending = word.removesuffix("上").removesuffix("中").removesuffix("现场")
        if ending.endswith("活动"):
            fitting = campaigns + events
        else:
            fitting = events + [e for e in campaigns if not word and e.name.endswith("赛")]
        named = [e for e in fitting if ending and e.name.endswith((ending, ending[-1]))]
        return next(iter([e for e in named if e.name.endswith(ending)] + named + fitting), None)

    def home(self, article: int, subtypes: Iterable[str], suffix: str) -> Entity | None:
        """The article's own area of a sort (区 of 我区): whose name and bodies it names most, else the page."""
        wanted = set(subtypes)
        fitting = [e for e in self._own.values() if e.subtype in wanted and e.name.endswith(suffix)]
        for counts in (self._count(article), self._count(None)) if len(fitting) > 1 else ():
            most = max(counts[e.key] for e in fitting)
            if most:
                # All that is told of 青岚县级市 counts for the city above it too: the nearer one is meant.
                likely = [e for e in fitting if counts[e.key] * _SHARE >= most]
                return min(likely, key=lambda e: (-e.area.count("/"), -counts[e.key], e.key))
        return fitting[0] if len(fitting) == 1 and self._is_near(fitting[0]) else None

    def _is_near(self, area: Entity) -> bool:
        """Whether most of the page's bodies and places are not told of another area of that level (the city of a
        hospital far away is not 市)."""
        level = area.area.count("/") + 1
        parts = [e.area.split("/") for e in self.named if e.area.count("/") >= level]
        here = sum("/".join(p[:level]) == area.area for p in parts)
        return not parts or here * _SHARE >= len(parts) // _SHARE

    def _count(self, article: int | None) -> Counter[str]:
        slot = -1 if article is None else article
        if slot not in self._counts:
            counts: Counter[str] = Counter()
            for mention in self.mentions if article is None else self.articles.get(article, ()):
                path = self.entities[mention.entity].area
                while path:
                    if found := self._own.get(path):
                        counts[found.key] += 1
                    path = path.rpartition("/")[0]
            self._counts[slot] = counts
        return self._counts[slot]
