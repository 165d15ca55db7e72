"""Running the rules over an article's template."""

import re
from collections.abc import Iterable, Iterator

from kg.model import EntityType, Modality
from kg.relate.claim import Claim
from kg.relate.context import Page
from kg.relate.lexicon import Lexicon
from kg.relate.posts import read_posts
from kg.relate.rules import Rule
from kg.relate.template import Member, Template, Unit
from kg.relate.topic import Actors
from kg.schema import PREDICATES

_CLAUSE_EDGE = re.compile(r"[，。！？；：\n]")


class Matcher:
    """Rules bound to a lexicon."""

    def __init__(self, rules: Iterable[Rule], lexicon: Lexicon) -> None:
        """Keep the rules in their order."""
        self._rules = tuple(rules)
        self._titles = frozenset(lexicon.symbols.charset("TITLE"))
        self._not = re.compile(f"[{lexicon.symbols.charset('not')}]")
        self._plan = re.compile(f"[{lexicon.symbols.charset('plan')}]|(?<![即])将")
        self._speech = frozenset(lexicon.symbols.charset("speech"))

    def claims(self, source: Template, page: Page, article: int, actors: Actors) -> Iterator[Claim]:
        """All that the rules find, rule by rule."""
        for rule in self._rules:
            if rule.form == "posts":
                yield from self._posts(rule, source, page, article)
            else:
                yield from self._plain(rule, source, article, actors)

    def _plain(self, rule: Rule, source: Template, article: int, actors: Actors) -> Iterator[Claim]:
        for match in rule.pattern.finditer(source.text):
            for part in _with_tails(rule, match, source.text):
                yield from self._claim(rule, source, article, actors, match, part)

    def _claim(
        self, rule: Rule, source: Template, article: int, actors: Actors, head: "re.Match[str]", part: "re.Match[str]"
    ) -> Iterator[Claim]:
        signature = PREDICATES[rule.predicate]
        where = part if _captured(part, "o") else head
        objects = self._named(source, where, "o", signature.range)
        if signature.range_subtypes:
            objects = [m for m in objects if m.subtype in signature.range_subtypes]
        begin = source.begin(head.start())
        score, guessed = rule.score, False
        source_of_subject = part if _captured(part, "s") else head
        if _captured(source_of_subject, "s"):
            subjects = self._named(source, source_of_subject, "s", signature.domain)
        elif rule.subject == "actor":
            members, carried = actors.at(head.start(), signature.domain)
            subjects, guessed = list(members), True
            score *= (1.0, 0.85, 0.7, 0.0)[carried]
            if carried == 0:
                begin = min(begin, members[0].start)
        else:
            subjects = []
        finish = source.finish(part.end())
        modality = self._modality(rule, source, head, part)
        for subject, obj in _crossed(subjects, objects, rule):
            if subject.entity != obj.entity:
                yield Claim(
                    article, subject.entity, rule.predicate, obj.entity,
                    min(begin, subject.start), max(finish, obj.end),
                    rule.name, score, modality=modality, anchor=obj.start, guessed=guessed,
                )  # fmt: skip

    def _named(self, source: Template, match: "re.Match[str]", group: str, types: frozenset[EntityType]) -> list[Member]:
        """Entities of the types in the group; a body whose officer is named with it gives way to the person."""
        if not _captured(match, group):
            return []
        start, end = match.span(group)
        units = source.within(start, end)
        people = {index for index, unit in units if _kind(unit) is EntityType.PER}
        found: list[Member] = []
        for index, unit in units:
            if not unit.members or unit.members[0].type not in types:
                continue
            if unit.members[0].type is not EntityType.PER and people and self._serves(source, index, people, end):
                continue
            found.extend(m for m in unit.members if m.type in types)
        return found

    def _serves(self, source: Template, index: int, people: set[int], end: int) -> bool:
        """Whether the body at `index` only says whose officer the next person is."""
        for at in range(index + 1, end):
            if at in people:
                return True
            char = source.text[at]
            if char in self._titles or (at not in source.units and char not in "、，和及与"):
                continue
            if char in "、" and at > index + 1 and source.text[at - 1] in self._titles:
                continue
            return False
        return False

    def _posts(self, rule: Rule, source: Template, page: Page, article: int) -> Iterator[Claim]:
        carried: Member | None = None
        last = -1
        for match in rule.pattern.finditer(source.text):
            start, end = match.span("posts")
            linked = 0 <= last and not re.search(r"[。！？；\n]", source.text[last:start])
            posts, carried = read_posts(source, start, end, page, article, carried if linked else None)
            last = match.end()
            people = [m for m in source.units[match.start("s")].members if m.type is EntityType.PER]
            ended = rule.modality is Modality.ENDED or bool(match.groupdict().get("was"))
            modality = Modality.ENDED if ended else rule.modality
            for post in posts:
                for person in people:
                    yield Claim(
                        article, person.entity, "leads" if post.leads else "memberOf", post.owner,
                        source.begin(match.start()), source.finish(match.end()),
                        rule.name, rule.score, post.title, modality, person.start,
                    )  # fmt: skip

    def _modality(self, rule: Rule, source: Template, head: "re.Match[str]", part: "re.Match[str]") -> Modality:
        if rule.modality is not Modality.FACT:
            return rule.modality
        edge = 0
        for mark in _CLAUSE_EDGE.finditer(source.text, max(0, head.start() - 30), head.start()):
            edge = mark.end()
        stretch = source.text[max(edge, head.start() - 12) : part.end()]
        if self._not.search(stretch):
            return Modality.NEGATED
        return Modality.PLANNED if self._plan.search(stretch) else Modality.FACT


def _with_tails(rule: Rule, match: "re.Match[str]", text: str) -> "Iterator[re.Match[str]]":
    yield match
    if rule.tail is not None:
        end = match.end()
        while more := rule.tail.match(text, end):
            yield more
            end = more.end()


def _captured(match: "re.Match[str]", group: str) -> bool:
    return group in match.re.groupindex and match.group(group) is not None


def _kind(unit: Unit) -> EntityType | None:
    return unit.members[0].type if unit.members else None


def _crossed(subjects: list[Member], objects: list[Member], rule: Rule) -> Iterator[tuple[Member, Member]]:
    """Each subject with each object; for a rule of pairs, the first named with each other."""
    if rule.pairs:
        everyone = [*subjects, *objects]
        yield from ((everyone[0], other) for other in everyone[1:])
        return
    for subject in subjects:
        for obj in objects:
            yield subject, obj
