"""Running the rules over an article's template."""

import re
from collections.abc import Iterable, Iterator

from kg.model import EntityType, Modality
from kg.relate.claim import Claim
from kg.relate.context import Page
from kg.relate.following import event_before, is_barred, is_brief, last_antecedent, last_objects, village_before
from kg.relate.lexicon import Lexicon
from kg.relate.posts import PostReader
from kg.relate.rules import Rule
from kg.relate.template import Member, Template, Unit
from kg.relate.topic import Acting, Actors
from kg.schema import PREDICATES

_CONNECTIVE = re.compile(r"[、，和与及]|以及|等|")
_CLAUSE_EDGE = re.compile(r"[，。！？；：\n]")


_CARRIED = (1.0, 0.85, 0.7)
"""What a score is multiplied by for a subject from the same sentence, the same paragraph, the article's topic."""


_FAR = 60
"""Characters between two stretches from which on they are two pieces of evidence."""
_YEAR = re.compile(r"^[0-9]{4}年度?")
_ACTS = frozenset({"organizes", "participatesIn", "cooperatesWith", "supports", "visited", "inPark"})
"""Relations that can be planned or denied in the clause that states them."""


class Matcher:
    """Rules bound to a lexicon."""

    def __init__(self, rules: Iterable[Rule], lexicon: Lexicon) -> None:
        """Keep the rules in their order."""
        self._rules = tuple(rules)
        self._titles = frozenset(lexicon.symbols.charset("TITLE"))
        self._not = re.compile(f"[{lexicon.symbols.charset('not')}]")
        named = lexicon.symbols.charset("ANY")
        self._plan = re.compile(
            f"[{lexicon.symbols.charset('plan')}]|(?<![即现])将(?![{named}{lexicon.symbols.charset('TITLE')}0-9一几其这那此该各所])"
        )
        """将 before a thing is 把: 将20台水泵捐给…"""

    def claims(self, source: Template, page: Page, article: int, actors: Actors) -> list[Claim]:
        """All that the rules find, rule by rule."""
        present = set(source.text)
        found: list[Claim] = []
        for rule in self._rules:
            if rule.is_idle(present):
                continue
            if rule.form == "posts":
                found.extend(self._posts(rule, source, page, article))
            elif rule.object in ("last", "all"):
                found.extend(
                    self._following(rule, source, article, [c for c in found if c.predicate == rule.predicate])
                )
            else:
                found.extend(self._plain(rule, source, page, article, actors))
        return found

    def _following(self, rule: Rule, source: Template, article: int, before: list[Claim]) -> Iterator[Claim]:
        """Who does what others were said to do: A向B捐款，C捐款5万元; A到B调研，C陪同."""
        signature = PREDICATES[rule.predicate]
        for match in rule.pattern.finditer(source.text) if before or rule.antecedent is not None else ():
            if is_barred(rule, source, match.start()):
                continue
            start, end = source.begin(match.start()), source.finish(match.end())
            objects = last_objects(before, start, end, source.source_text)
            if antecedent := last_antecedent(rule, source, match.start()):
                at = source.begin(antecedent.start()), source.finish(antecedent.end())
                objects = [(m.entity, at) for m in self._named(source, antecedent, "o", signature.range)] or objects
            modality = self._modality(rule, source, match, match)
            for subject in self._named(source, match, "s", signature.domain):
                for obj, also in objects if rule.object == "all" else objects[-1:]:
                    if obj != subject.entity:
                        yield Claim(
                            article, subject.entity, rule.predicate, obj, start, end, rule.name, rule.score,
                            modality=modality, also=also,
                        )  # fmt: skip

    def _plain(self, rule: Rule, source: Template, page: Page, article: int, actors: Actors) -> Iterator[Claim]:
        for match in rule.pattern.finditer(source.text):
            for part in _with_tails(rule, match, source.text):
                subjects, acting = self._subjects(rule, source, match, part, actors)
                if rule.object == "actor":
                    acting = actors.at(match.start(), PREDICATES[rule.predicate].range, rule.reach)
                    objects = list(acting.members) if acting else []
                else:
                    objects = self._objects(rule, source, match, part, page, article)
                if rule.local:
                    objects = [o for o in objects if any(_local(page, s, o) for s in subjects)]
                if subjects and (objects or rule.pairs):
                    yield from self._claims(rule, source, article, (match, part), (subjects, objects), acting)

    def _subjects(
        self, rule: Rule, source: Template, head: "re.Match[str]", part: "re.Match[str]", actors: Actors
    ) -> tuple[list[Member], Acting | None]:
        """Who the match says acts, or who acts at that point; then also where that was found."""
        types = PREDICATES[rule.predicate].domain
        for match in (part, head):
            if _captured(match, "s"):
                return self._named(source, match, "s", types), None
        if rule.subject == "party":
            acting = actors.party(source, head.start())
            return (list(acting.members), acting) if acting else ([], None)
        if rule.subject != "actor":
            return [], None
        acting = actors.at(head.start(), types, rule.reach, office=rule.predicate == "organizes")
        return (list(acting.members), acting) if acting else ([], None)

    def _objects(
        self, rule: Rule, source: Template, head: "re.Match[str]", part: "re.Match[str]", page: Page, article: int
    ) -> list[Member]:
        if rule.object == "event":
            event = event_before(source, head.start(), page)
            if event is None and not is_brief(source, head.start()):
                event = page.event(article)
            if event is None:
                return []
            at = source.finish(part.end())
            return [Member(event.key, event.type, event.subtype, at - 1, at, anaphor=True)]
        if rule.object == "village":
            return village_before(source, part.start("s"))
        signature = PREDICATES[rule.predicate]
        found = self._named(source, part if _captured(part, "o") else head, "o", signature.range)
        wanted = signature.range_subtypes
        return [
            m
            for m in found
            if (not wanted or m.subtype in wanted) and not (m.anaphor and _vague(source, m, rule.predicate))
        ]

    def _claims(
        self,
        rule: Rule,
        source: Template,
        article: int,
        matches: "tuple[re.Match[str], re.Match[str]]",
        ends: tuple[list[Member], list[Member]],
        acting: Acting | None,
    ) -> Iterator[Claim]:
        head, part = matches
        begin, finish = source.begin(head.start()), source.finish(part.end())
        if (origin := source.begin(part.start())) - begin > _FAR:
            begin = origin
        score, also = rule.score, None
        if acting is not None:
            score *= _CARRIED[acting.carried]
            if acting.carried == 0 and begin - acting.end <= _FAR:
                begin = min(begin, acting.start)
            else:
                also = (acting.start, acting.end)
        modality = self._modality(rule, source, head, part) if rule.predicate in _ACTS else rule.modality
        for subject, obj in _crossed(*ends, rule, each="分别" in source.text[head.start() : head.end()]):
            if subject.entity != obj.entity and not (rule.pairs and _one_authority(subject, obj)):
                both = (subject, obj) if acting is None else (subject,) if rule.object == "actor" else (obj,)
                near = [member for member in both if begin - member.end <= _FAR]
                far = [(member.start, member.end) for member in both if begin - member.end > _FAR]
                start, end = min([begin, *(m.start for m in near)]), max([finish, *(m.end for m in near)])
                yield Claim(
                    article, subject.entity, rule.predicate, obj.entity, start, end, rule.name, score,
                    modality=modality, anchor=-1 if rule.joint else obj.start, guessed=acting is not None or rule.guess,
                    fallback=rule.fallback, also=also or next(iter(far), None),
                )  # fmt: skip

    def _named(
        self, source: Template, match: "re.Match[str]", group: str, types: frozenset[EntityType]
    ) -> list[Member]:
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
            if (
                unit.members[0].type is EntityType.PLACE
                and _names_place_or_body(source.units.get(index + 1))
                and index + 1 < end
            ):
                continue
            found.extend(m for m in unit.members if m.type in types)
        return found

    def _serves(self, source: Template, index: int, people: set[int], end: int) -> bool:
        """Whether the body at `index` only says whose officer the next person is."""
        titled = False
        for at in range(index + 1, end):
            if at in people:
                return True
            titled = titled or source.text[at] in self._titles
            if titled and at in source.units and source.units[at].members:
                continue  # 县委常委、开发区党工委书记: a second body of the same officer
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
        reading: PostReader | None = None
        for match in rule.pattern.finditer(source.text):
            reading = reading or PostReader(source, page, article)
            start, end = match.span("posts")
            linked = last >= 0 and _CONNECTIVE.fullmatch(source.text, last, start) is not None
            posts, carried = reading.read(start, end, carried if linked else None)
            last = match.end()
            people = [m for m in source.units[match.start("s")].members if m.type is EntityType.PER]
            ended = rule.modality is Modality.ENDED or source.text[start - 1 : start] in ("原", "前")
            modality = Modality.ENDED if ended else rule.modality
            for post in posts:
                for person in people:
                    yield Claim(
                        article, person.entity, "leads" if post.leads else "memberOf", post.owner,
                        source.begin(match.start()), source.finish(match.end()), rule.name,
                        rule.score * (0.85 if post.also else 1.0), post.title, modality, person.start, also=post.also,
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


def _local(page: Page, subject: Member, obj: Member) -> bool:
    """Whether a document's name begins with the area that the body's name bears (云川县|学生资助办法)."""
    return _YEAR.sub("", page.entities[obj.entity].name)[:2] in page.entities[subject.entity].name


def _with_tails(rule: Rule, match: "re.Match[str]", text: str) -> "Iterator[re.Match[str]]":
    yield match
    if rule.tail is not None:
        end = match.end()
        while more := rule.tail.match(text, end):
            yield more
            end = more.end()


def _captured(match: "re.Match[str]", group: str) -> bool:
    return group in match.re.groupindex and match.group(group) is not None


def _vague(source: Template, member: Member, predicate: str) -> bool:
    """全市 says how far something reaches, not whom it meets; a meeting that is held (召开会议) may be another."""
    first = source.source_text[member.start]
    return (member.type is EntityType.PLACE and first == "全") or (predicate == "organizes" and first not in "该此本")


def _names_place_or_body(unit: Unit | None) -> bool:
    return unit is not None and _kind(unit) in (EntityType.PLACE, EntityType.ORG)


def _kind(unit: Unit) -> EntityType | None:
    return unit.members[0].type if unit.members else None


def _one_authority(one: Member, other: Member) -> bool:
    """县委、县政府 act as one."""
    names = [member.entity.split("|")[1] for member in (one, other)]
    return any(n.endswith(("委员会", "委")) for n in names) and any(n.endswith("人民政府") for n in names)


def _crossed(
    subjects: list[Member], objects: list[Member], rule: Rule, *, each: bool
) -> Iterator[tuple[Member, Member]]:
    """Each subject with each object; for a rule of pairs, the first named with each other. Those who do `each` their
    part (A、B分别与C、D签约) are paired one by one, and not with one another."""
    if rule.pairs and each and subjects and objects:
        one_by_one = len(subjects) == len(objects)
        yield from zip(subjects, objects, strict=True) if one_by_one else ((s, o) for s in subjects for o in objects)
        return
    if rule.pairs:
        everyone = [*subjects, *objects]
        yield from ((everyone[0], other) for other in everyone[1:])
        return
    for subject in subjects:
        for obj in objects:
            yield subject, obj
