"""Which area a page is of: by its metadata, else by what it names most."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.link.area_names import AreaNames
from kg.link.atlas import Area
from kg.link.names import bare, chain, stem, suffix
from kg.model import Document, Mention

OWN_WORD: Final = re.compile(r"[我全](省|市|区|县|旗|州)(?!域)")  # 我县, 全市
_LEVEL_ORG: Final = re.compile(r"^(省|市|区|县|旗|州)(?:委|政府|人|政协|[\u4e00-\u9fff]{1,6}局)")
_GUESTS: Final = re.compile(r"[^，。：\n]{2,30}(?:来|到|赴)(?:我|本)[省市县区州旗]")
"""Who comes to the page's own area is not of it: 射阳县党政代表团来我县考察."""
_NAMED_AFTER: Final = frozenset({"park", "company", "bank", "education", "health", "facility"})


def page_area(
    document: Document, mentions: Sequence[Mention], chains: dict[int, tuple[str, ...]], names: AreaNames
) -> tuple[Area | None, str]:
    """The page's area and why: what its metadata or title states, else the most named of its own level.

    The level is the one that the page calls its own (我县). Areas count by their names, by parks, firms and schools
    named after them, and by how often the text says their name; one whose people come to us is not ours.
    """
    stated = _stated(document, names)
    if stated is not None:
        return stated, f"paper of {stated.name}"
    words = Counter(word for article in document.articles for word in OWN_WORD.findall(article.text))
    words.update(found.group(1) for mention in mentions if (found := _LEVEL_ORG.match(mention.text)))
    counts: Counter[str] = Counter()
    for mention in mentions:
        for part in chains.get(id(mention), ()):
            counts[names.full(part)] += 1
    for name in _named_after(mentions, names):
        counts[name] += 1
    word = words.most_common(1)[0][0] if words else ""
    text = "\n".join(article.text for article in document.articles)
    guests = _GUESTS.findall(text)
    scores = {
        name: 0 if any(stem(name) in guest for guest in guests) else max(count, text.count(stem(name)))
        for name, count in counts.items()
    }
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    for wanted in ([word] if word else []) + [""]:
        for name, _ in ranked:
            area = names.resolve((name,), None)
            if area is not None and 2 <= area.level <= 3 and (not wanted or fits(area.name, area.level, wanted)):
                return _placed(area, counts, names), f"page area {area.name}"
    return None, ""


def _named_after(mentions: Sequence[Mention], names: AreaNames) -> Iterator[str]:
    """Counties and cities whose short names parks, firms and schools of the page begin with (青岚高新区)."""
    for mention in mentions:
        if mention.subtype not in _NAMED_AFTER:
            continue
        text = bare(mention.text)
        for size in (4, 3, 2):
            fits = [area for area in names.atlas.readings(text[:size]) if area.level in (2, 3)]
            if len(fits) == 1 and text[:size] != fits[0].name:
                yield fits[0].name
                break


def _placed(area: Area, counts: Counter[str], names: AreaNames) -> Area:
    """A county that the gazetteer lacks, below the city in which most of the page's towns lie, if three or more do."""
    if area.known or len(area.path) > 1 or area.level != 3:
        return area
    cities: Counter[tuple[str, ...]] = Counter()
    for name in counts:
        above = {one.path[:2] for one in names.atlas.readings(name) if one.level == 4 and len(one.path) == 4}
        if len(above) == 1:
            cities.update(above)
    best = cities.most_common(2)
    if not best or best[0][1] < 3 or (len(best) > 1 and best[1][1] * 2 > best[0][1]):
        return area
    return Area((*best[0][0], area.name), (1, 2, 3))


def _stated(document: Document, names: AreaNames) -> Area | None:
    place = document.page.place.strip()
    if place:
        parts, rest = chain(place.replace("/", ""))
        area = names.resolve(parts if parts and not rest else (place.split("/")[-1],), None)
        if area is not None:
            return area
    title = document.page.title.strip()
    for size in range(min(5, len(title) - 1), 1, -1):
        fits = [area for area in names.atlas.readings(title[:size]) if area.level <= 3]
        if fits:
            return names.resolve((title[:size],), None)
    return None


def fits(name: str, depth: int, word: str) -> bool:
    """Whether a level word can stand for the area: 区 for 港闸区, 市 for 南通市 or 海安市, 省 for a province."""
    if word == "省":
        return depth == 1
    end = suffix(name)
    return end == word or (word in {"区", "县", "州", "旗"} and end.endswith(word))
