"""Who acts: the subject of a clause that names none (ellipsis across clauses, sentences and paragraphs)."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from kg.model import Article, BlockKind, EntityType
from kg.relate.lexicon import Lexicon
from kg.relate.rules import expand
from kg.relate.template import Member, Template

_LEAD = (
    r"(?:^|[\n。！？；：，“”（）》—…]|{time}|本报讯|(?<=[0-9年月日])[上下中]午|[0-9]日|年来|以来|中)"
    r"(?:，)?(?:{PLACE}(?={ACTOR}))*(?:{ORG}(?={PER}))?"
)
_NOT_SUBJECT = r"(?!的|[、）”》]|{TITLE}|内|里|境内|上|辖区|范围|{PLACE}|{ORG})"


@dataclass(frozen=True, slots=True)
class _Actor:
    index: int
    sentence: int
    paragraph: int
    members: tuple[Member, ...]


class Actors:
    """The acting entities of one article, found at the starts of clauses."""

    def __init__(self, source: Template, article: Article, finder: "ActorFinder") -> None:
        """Find them in the article's template."""
        self._text = source.text
        self._headline = _headline_end(source, article)
        self._actors = [
            _Actor(at, *self._place(at), source.units[at].members)
            for match in finder.pattern.finditer(source.text)
            if source.units[at := match.start("actor")].members
        ]
        self._starts = [actor.index for actor in self._actors]
        self._topic = self._find_topic(source)

    def at(self, index: int, types: frozenset[EntityType]) -> tuple[tuple[Member, ...], int]:
        """Who acts at the template's character `index`, and how far that was carried: 0 from the same sentence, 1 from
        the same paragraph, 2 from the article's topic. Nobody: `((), 3)`."""
        sentence, paragraph = self._place(index)
        before = self._actors[: bisect_left(self._starts, index)]
        carried: tuple[Member, ...] = ()
        for actor in reversed(before):
            if actor.paragraph != paragraph:
                break
            members = tuple(m for m in actor.members if m.type in types)
            if not members:
                continue
            if actor.sentence == sentence:
                return members, 0
            if members[0].type is not EntityType.PER:
                carried = members
                break
        if carried:
            return carried, 1
        topic = tuple(m for m in self._topic if m.type in types)
        return (topic, 2) if topic else ((), 3)

    def _place(self, index: int) -> tuple[int, int]:
        paragraph = self._text.rfind("\n", 0, index)
        sentence = max(self._text.rfind(mark, 0, index) for mark in "\n。！？")
        return sentence, paragraph

    def _find_topic(self, source: Template) -> tuple[Member, ...]:
        """The first acting area or body of the headline, else of the body."""
        wanted = (EntityType.ORG, EntityType.PLACE)
        in_headline = [a for a in self._actors if a.index < self._headline]
        for actor in (*in_headline, *self._actors):
            if actor.members[0].type in wanted:
                return actor.members
        return ()


class ActorFinder:
    """The compiled pattern of acting units."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile for this lexicon's symbols."""
        pattern = _LEAD + "(?:{ORG}|{AREA})?(?:{TITLE})?<actor:ACTOR|PLACE:park>" + _NOT_SUBJECT
        self.pattern = re.compile(expand(pattern, {}, lexicon))


def _headline_end(source: Template, article: Article) -> int:
    ends = [b.end for b in article.blocks if b.kind in (BlockKind.HEADLINE, BlockKind.KICKER)]
    return bisect_left(source.at, max(ends)) if ends else 0
