"""Who acts: the subject of a clause that names none (ellipsis across clauses, sentences and paragraphs)."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from kg.model import Article, BlockKind, EntityType
from kg.relate.lexicon import Lexicon
from kg.relate.rules import expand
from kg.relate.template import Member, Template

_LEAD = (
    r"(?:^|[\n。！？；：，“”（）》—…●▲■□◆★◎○△▼◇☆•※]|{time}|本报讯|(?<=[0-9年月日])[上下中]午|[0-9]日|年来|以来|中|"
    r"(?<![了过到])(?<!{visit})(?:{settle}|来自|作为|隶属)[^，。！？；\n]{1,16}的|"
    r"(?<=[，。！？；\n])[^，。！？；：、“”\n\ue000-\uf8ff]{2,12}的(?={ORG:company,education,team}))"
    r"(?:，)?(?:{PLACE}(?={ACTOR})|{ORG}(?={ORG:team}))*(?:{ORG|AREA}{=6}{TITLE}、(?={ORG|AREA}))*"
)
_FOUNDED = r"{found}了?(?:{PLACE})*(?={ORG:company,association,team})"
_ACTOR = (
    r"(?:<body:ORG|AREA>(?:{=4}{TITLE}|[^，。！？；：、（）为向给与和同对把被由让请帮替邀\t\n\ue000-\uf8ff]{0,4}?(?={PER})))?(?:{TITLE}|{TITLE:none})*<actor:ACTOR|PLACE:park>"
    r"(?P<more>(?:[、和](?:{ORG|AREA}{=8})?{TITLE}+{PER}(?!的))*)"
    r"(?!的(?!{TITLE:staff}(?!{PER}))|[、）”》]|{=4}{TITLE:chief,deputy}|{=4}{TITLE:staff}(?:{PER}|{speech}|、)|内|里|境内|上(?![门下])|辖区|范围|{PLACE}|{ORG})(?:{=6}{ally}<with:ORG|AREA>)?(?P<said>{=4}{speech}(?![^。！？：“”\n]{0,40}，(?:并|还|又|多次)))?"
)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts at a point: `carried` 0 if named in the same sentence, 1 in the same paragraph, 2 as the article's
    topic. `start`, `end` is where in the article's text."""

    members: tuple[Member, ...]
    carried: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Actor:
    index: int
    sentence: int
    paragraph: int
    members: tuple[Member, ...]
    body: tuple[Member, ...]
    whole: bool
    """全县: everyone there, who acts only if nobody else does."""

    def of(self, types: frozenset[EntityType], *, office: bool = False) -> tuple[Member, ...]:
        """Those of the types; for an officer where persons cannot be meant, or who acts for his `office`, the body."""
        body = tuple(m for m in self.body if m.type in types)
        if office and body and self.members and self.members[0].type is EntityType.PER:
            return body
        return tuple(m for m in self.members if m.type in types) or body


class Actors:
    """The acting entities of one article, found at the starts of clauses."""

    def __init__(self, source: Template, article: Article, finder: "ActorFinder") -> None:
        """Find them in the article's template."""
        self._text = source.text
        self._visiting = finder.visiting
        self._unnamed = finder.unnamed
        self._headline = _headline_end(source, article)
        self._actors = [
            _Actor(at, *self._place(at), *_acting_in(source, match), source.source_text[source.begin(at)] == "全")
            for match in finder.pattern.finditer(source.text)
            if source.units[at := match.start("actor")].members
        ]
        self._starts = [actor.index for actor in self._actors]
        self._topic = self._find_topic()

    def at(self, index: int, types: frozenset[EntityType], reach: int, *, office: bool = False) -> Acting | None:
        """Who of these types acts at the template's character `index`, carried no further than `reach`; with `office`
        the body whose officer acts, if it is named with him."""
        sentence, paragraph = self._place(index)
        if self._unnamed.search(self._text, max(sentence, 0), index):
            reach = 0
        before = self._actors[: bisect_left(self._starts, index)]
        named = [actor for actor in before if actor.sentence == sentence and not actor.whole and actor.of(types)]
        for actor in reversed(before):
            if actor.whole and named:
                continue
            if actor.paragraph != paragraph:
                break
            members = actor.of(types, office=office)
            if not members and actor.sentence == sentence and not actor.members:
                types &= {EntityType.PLACE}  # who speaks here speaks for no other body, at most for the area
                break
            if members and actor.sentence == sentence:
                return _acting(members, 0)
            if members and reach and actor.members and members[0].type is not EntityType.PER:
                topic = tuple(m for m in self._topic if m.type in types) if reach > 1 else ()
                return _acting(members, 1) if not topic or members[0].subtype in _HEADS else _acting(topic, 2)
            if not reach and actor.sentence != sentence:
                break
        topic = tuple(m for m in self._topic if m.type in types)
        return _acting(topic, 2) if topic and reach > 1 else None

    def party(self, source: Template, index: int) -> Acting | None:
        """The inspecting party of which the paragraph at `index` goes on: the first body that acts in the paragraph
        before, and the persons of its sentences that tell of a visit; if there are none, those before in the same
        paragraph."""
        end = self._text.rfind("\n", 0, index)
        for start, stop in ((self._text.rfind("\n", 0, max(end, 0)) + 1, end), (end + 1, index)):
            acting = [a for a in self._actors if start <= a.index < stop and a.members]
            body = next((a.members[0] for a in acting if a.members[0].type is EntityType.ORG), None)
            first = acting[0].index if acting else stop
            people = [
                m
                for found in self._visiting.finditer(self._text, start, max(start, stop))
                for at, unit in source.within(*found.span())
                for m in unit.members
                if m.type is EntityType.PER and at >= first
            ]
            if members := (*([body] if body is not None else ()), *people):
                return Acting(members, 1, min(m.start for m in members), max(m.end for m in members))
        return None

    def _place(self, index: int) -> tuple[int, int]:
        paragraph = self._text.rfind("\n", 0, index)
        sentence = max(self._text.rfind(mark, 0, index) for mark in "\n。！？")
        return sentence, paragraph

    def _find_topic(self) -> tuple[Member, ...]:
        """The first acting area or body of the headline, else of the body."""
        wanted = frozenset((EntityType.ORG, EntityType.PLACE))
        in_headline = [a for a in self._actors if a.index < self._headline]
        for actor in (*in_headline, *self._actors):
            if members := actor.of(wanted):
                return members
        return ()


class ActorFinder:
    """The compiled pattern of acting units."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Compile for this lexicon's symbols."""
        self.visiting = re.compile(expand("[^。！？\\n]*(?:{visit}|{party}|{accompany})[^。！？\\n]*", {}, lexicon))
        """A sentence that tells of a visit."""
        self.unnamed = re.compile(
            expand(
                "由[^，。！？；：、\\n\ue000-\uf8ff]{2,12}(?:{host}|负责|{launch})"
                "|(?<=[，。：“])各[^，。！？；：\\n\ue000-\uf8ff]{1,14}[要应须]",
                {},
                lexicon,
            )
        )
        """Doers that have no name (由三地文旅部门轮流牵头; 各乡镇要): nobody named in another sentence acts then."""
        self.pattern = re.compile(expand(f"(?:{_LEAD}|{_FOUNDED}){_ACTOR}", {}, lexicon))


def _acting(members: tuple[Member, ...], carried: int) -> Acting:
    return Acting(members, carried, members[0].start, members[-1].end)


def _members(source: Template, match: "re.Match[str]", *groups: str) -> tuple[Member, ...]:
    return tuple(m for group in groups if match[group] for m in source.units[match.start(group)].members)


_HEADS = frozenset({"party", "people_congress", "union"})
"""Bodies that stay who acts through a paragraph; of a bureau or a town in it the article's topic takes over again."""
_SPOKESMEN = frozenset({"party"})


def _acting_in(source: Template, match: "re.Match[str]") -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Who acts, and the body whose officer that is. Who only speaks does nothing else, but speaks of his body."""
    body = _members(source, match, "body")
    if match["said"] is None:
        more = (m for _, unit in source.within(*match.span("more")) for m in unit.members if m.type is EntityType.PER)
        return (*_members(source, match, "actor", "with"), *more), body
    return (), tuple(m for m in body if m.subtype not in _SPOKESMEN and m.type is EntityType.ORG)


def _headline_end(source: Template, article: Article) -> int:
    ends = [b.end for b in article.blocks if b.kind in (BlockKind.HEADLINE, BlockKind.KICKER)]
    return bisect_left(source.at, max(ends)) if ends else 0
