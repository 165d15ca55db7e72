"""Which mentions of persons are one person on a page, and what tells that person from others of the name."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kg.link.area import PageArea
from kg.link.persons import Role, people_named, roles, surname_title
from kg.link.reading import Reading
from kg.model import Document, EntityType, Mention


class Said(NamedTuple):
    """What one mention says of a person.

    `place` is its index among the page's mentions, `article` its article; `area` and `office` are those of the body or
    area in front of the title; `ground` is a town, village or company that the person belongs to, which two articles
    that mean one person do not differ in.
    """

    place: int
    article: int
    author: bool
    title: str
    area: str
    office: str
    ground: str


class People:
    """Reads the persons of one page, when its places and organisations have been read."""

    def __init__(
        self, document: Document, mentions: Sequence[Mention], readings: Sequence[Reading | None], areas: PageArea
    ) -> None:
        """Take the page, its mentions, what they were read as so far, and its area."""
        self._document = document
        self._mentions = mentions
        self._readings = readings
        self._paper = areas.own.text if areas.own is not None else ""
        self._seen = areas.names.seen

    def read(self) -> dict[int, Reading]:
        """The reading of each PER mention, by its index."""
        by_article: dict[int, list[int]] = defaultdict(list)
        for i, mention in enumerate(self._mentions):
            by_article[mention.article].append(i)
        said: dict[str, list[Said]] = defaultdict(list)
        for article in self._document.articles:
            inside = by_article[article.index]
            here = roles(article, [self._mentions[i] for i in inside])
            found = {inside[at]: role for at, role in here.items()}
            names = self._addressed(found)
            for i, role in found.items():
                said[names.get(i, self._mentions[i].text)].append(self._said(i, role, inside))
        result: dict[int, Reading] = {}
        for name, places in _whole_names(said).items():
            for group, reading in self._persons_of(name, places):
                result.update((one.place, reading) for one in group)
        return result

    def _addressed(self, found: dict[int, Role]) -> dict[int, str]:
        """For surname and title (孙书记) the person of that surname in the article, by the mention's index."""
        named: dict[str, set[str]] = defaultdict(set)
        forms = {i: surname_title(self._mentions[i].text) for i in found}
        for i, role in found.items():
            if not forms[i][1]:
                named[self._mentions[i].text].add(role.title)
        whole = {i: people_named(surname, title, named) for i, (surname, title) in forms.items() if title}
        return {i: name for i, name in whole.items() if name}

    def _said(self, i: int, role: Role, inside: list[int]) -> Said:
        reading = self._readings[inside[role.body]] if role.body >= 0 else None
        article = self._mentions[i].article
        if reading is None:
            return Said(i, article, role.author, role.title, "", "", "")
        ruling = reading.type is EntityType.PLACE or reading.subtype in {"party", "people_congress"}
        area = self._seen.get(reading.area)
        ground = reading.name if reading.subtype == "company" else ""
        if not ground and area is not None and area.level >= 4:
            ground = reading.area
        return Said(i, article, role.author, role.title, reading.area, "" if ruling else reading.name, ground)

    def _persons_of(self, name: str, places: list[Said]) -> list[tuple[list[Said], Reading]]:
        """The persons of one name: an author is none of the others, unless one article has both."""
        acting_in = {one.article for one in places if not one.author}
        acting = [one for one in places if not one.author or one.article in acting_in]
        writing = [one for one in places if one.author and one.article not in acting_in]
        groups = _apart(acting)
        several = len(groups) + bool(writing) > 1
        found = [(group, self._official(name, group, several, len(groups) > 1)) for group in groups]
        if writing:
            label = f"{name}(作者)" if several else name
            author = Reading(EntityType.PER, "person", label, self._paper, "", "author", "byline", canonical=name)
            found.append((writing, author))
        return found

    def _official(self, name: str, group: list[Said], several: bool, grounded: bool) -> Reading:
        title = next((one.title for one in group if one.title), "")
        ground = next((one.ground for one in group if one.ground), "")
        area, office = next(((one.area, one.office) for one in group if one.area or one.office), ("", ""))
        reason = f"office in {office or area}"
        if not area and not office:
            area, office, reason = self._paper, self._document.page.id, "name on page"
        mark = (ground.rpartition("/")[2] if grounded else "") or title
        label = f"{name}({mark})" if several and mark else name
        return Reading(EntityType.PER, "person", label, area, "", office, reason, canonical=name)


def _apart(places: list[Said]) -> list[list[Said]]:
    """One list a person: articles whose grounds (柳塘镇/石桥村 and 和平镇, two companies) exclude each other are apart.

    An article without a ground goes with the others if they agree.
    """
    grounds: dict[int, str] = {}
    for one in places:
        if one.ground and len(one.ground) > len(grounds.get(one.article, "")):
            grounds[one.article] = one.ground
    heads: list[str] = []
    for ground in sorted(set(grounds.values()), key=lambda text: (-len(text), text)):
        if not any(head == ground or head.startswith(ground + "/") for head in heads):
            heads.append(ground)
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in places:
        ground = grounds.get(one.article, "")
        fits = [head for head in heads if head == ground or head.startswith(ground + "/")]
        groups[fits[0] if ground and fits else heads[0] if len(heads) == 1 else ground].append(one)
    return list(groups.values())


def _whole_names(said: dict[str, list[Said]]) -> dict[str, list[Said]]:
    """The same, with a part of a foreign name (库兹涅佐夫) under the one full name that ends or begins with it."""
    whole: dict[str, set[str]] = defaultdict(set)
    for name in said:
        parts = name.split("·")
        if len(parts) > 1:
            whole[parts[0]].add(name)
            whole[parts[-1]].add(name)
    united: dict[str, list[Said]] = defaultdict(list)
    for name, places in said.items():
        full = whole.get(name, set())
        united[min(full) if len(full) == 1 else name] += places
    return united
