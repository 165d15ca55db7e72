"""Resolving words that stand for something named before, and marking titles and rule words in a template."""

import re
from dataclasses import dataclass

from kg.model import Entity, EntityType
from kg.relate.context import Page
from kg.relate.lexicon import Anaphor, Lexicon, RuleWord, TitleWord
from kg.relate.template import Member, Template, Title, Unit

_CLAUSE_START = re.compile(r"[，。！？；：、“”（\n]|^$")
_SENTENCE_END = re.compile(r"[。！？\n]")
_LEADING = frozenset("悉●▲■□◆★")
_BEFORE_NEAR = frozenset("在为向给对与和到于是")


class Marker:
    """Rewrites templates with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Use this lexicon."""
        self._lexicon = lexicon
        self._posts = frozenset(lexicon.symbols.charset("TITLE"))

    def mark(self, source: Template, page: Page, article: int) -> Template:
        """Titles, rule words and resolvable anaphors become units. What an anaphor stands for is the last entity that
        fits (`last`, `bare`, `event`) or the article's own area (`home`); one that nothing fits stays as it is."""
        symbols = self._lexicon.symbols
        seen = sorted(source.units.items())
        cursor = 0
        past: list[_Named] = []
        hits: list[tuple[int, int, Unit]] = []
        found = self._lexicon.find(source.text)
        titles = {start for start, _, word in found if isinstance(word, TitleWord)}
        for number, (start, end, word) in enumerate(found):
            while cursor < len(seen) and seen[cursor][0] < start:
                past.append(_named(source.text, *seen[cursor], titles))
                cursor += 1
            begin, finish = source.begin(start), source.finish(end)
            if isinstance(word, TitleWord):
                title = Title(word.text, word.rank, word.level, begin, finish, word.kind)
                hits.append((start, end, Unit(symbols.title(word.rank), begin, finish, (), (title,))))
            elif isinstance(word, Anaphor):
                after = found[number + 1] if number + 1 < len(found) else None
                before = found[number - 1] if number else None
                if not _stands(word, source.text, before, after, start, end):
                    continue
                if entity := _referent(word, past, source.text, start, page, article):
                    member = Member(entity.key, entity.type, entity.subtype, begin, finish, anaphor=True)
                    unit = Unit(symbols.unit(entity.type, entity.subtype), begin, finish, (member,))
                    hits.append((start, end, unit))
                    if word.manner == "last":
                        past.append(_Named(start, unit, "centre"))
            elif word.classes:
                hits.append((start, end, Unit(symbols.word(word.classes), begin, finish)))
        return source.rewrite(hits)


_Found = tuple[int, int, "Anaphor | TitleWord | RuleWord"]


def _stands(word: Anaphor, text: str, before: _Found | None, after: _Found | None, start: int, end: int) -> bool:
    """Whether a word without 该 stands for something named: 公司 at a clause's start or before a title, 园区 also
    after a preposition or a listed verb."""
    if word.manner not in ("bare", "near"):
        return True
    if start == 0 or _CLAUSE_START.match(text[start - 1]):
        return True
    if after is not None and after[0] == end and isinstance(after[2], TitleWord):
        return True
    if before is not None and before[1] == start and isinstance(before[2], RuleWord) and before[2].classes:
        return word.manner == "near" or "time" in before[2].classes
    return word.manner == "near" and text[start - 1] in _BEFORE_NEAR


@dataclass(frozen=True, slots=True)
class _Named:
    """A unit at the template's `index` and its part there: `centre` if a word stands for it, `subject` if it begins a
    clause, `officer` if it is the body whose officer is named, else nothing."""

    index: int
    unit: Unit
    part: str


def _named(text: str, index: int, unit: Unit, titles: set[int]) -> _Named:
    return _Named(index, unit, "officer" if index + 1 in titles else "subject" if _leads_clause(text, index) else "")


def _leads_clause(text: str, index: int) -> bool:
    return index == 0 or _CLAUSE_START.match(text[index - 1]) is not None


def _candidates(past: list[_Named], text: str, start: int) -> list[Member]:
    """What a word at the template's index `start` may stand for, the likeliest first.

    A word that begins its clause stands for what is spoken of; one behind a preposition (到该院) for the last named,
    never for the subject of its own clause.
    """
    if _leads_clause(text, start) or text[start - 1] in _LEADING:
        ordered = _spoken_of(past, text, start)
    else:
        clause = max(text.rfind(mark, 0, start) for mark in "，。！？；：\n") + 1
        ordered = [n for n in reversed(past) if n.index < clause or not (n.part and _leads_clause(text, n.index))]
    return [member for named in ordered for member in reversed(named.unit.members)]


def _spoken_of(past: list[_Named], text: str, start: int) -> list[_Named]:
    """Those of the same sentence, the subjects of the one before, those of the headline, then all from the last
    sentence backwards; in each first what a word stands for, then the subjects. Bodies of officers in other sentences
    come last."""
    sentences: list[list[_Named]] = []
    for named in reversed(past):
        if not sentences or _SENTENCE_END.search(text, named.index, sentences[-1][-1].index):
            sentences.append([])
        sentences[-1].append(named)
    headline = text.find("\n")
    topics = [n for n in past if n.index < headline and n.part == "subject"]
    ranked = [
        sorted(one, key=lambda n: (_PARTS[n.part], n.index if n.part == "subject" else -n.index)) for one in sentences
    ]
    here = bool(sentences) and not _SENTENCE_END.search(text, sentences[0][0].index, start)
    near, before = (ranked[:1], ranked[1:]) if here else ([], ranked)
    last = [n for one in before[:1] for n in one if n.part in ("centre", "subject")]
    far = [n for one in before for n in one]
    return [*(n for one in near for n in one), *last, *topics, *(n for n in far if n.part != "officer"), *far]


_PARTS = {"centre": 0, "subject": 1, "": 2, "officer": 3}


def _committee(word: Anaphor, candidates: list[Member], page: Page) -> str:
    """The committee or branch of a village or town that was named nearer than any such area: 该村 is its own."""
    if word.type is EntityType.PLACE and word.suffix:
        seat = re.compile(f"{word.suffix}(?:总?支部|党|村民|居民|人民政府|委员会)")
        for member in candidates:
            if member.type is word.type and member.subtype in word.subtypes:
                break
            name = page.entities[member.entity].name
            if member.type is EntityType.ORG and seat.search(name):
                return name
    return ""


def _referent(word: Anaphor, past: list[_Named], text: str, start: int, page: Page, article: int) -> Entity | None:
    if word.manner == "event":
        return page.event(article, word.text)
    if word.manner != "home":
        candidates = _candidates(past, text, start)
        if committee := _committee(word, candidates, page):
            return next((a for a in page.areas if a.subtype in word.subtypes and a.name in committee), None)
        fitting = [page.entities[m.entity] for m in candidates if m.type is word.type and m.subtype in word.subtypes]
        for entity in fitting:
            if entity.name.endswith(word.suffix):
                return entity
            if word.suffix in entity.name and (
                whole := page.body(entity.name.rpartition(word.suffix)[0] + word.suffix)
            ):
                return whole
        for entity in fitting:
            if word.type is EntityType.ORG and word.suffix in entity.name:
                return entity
    if word.type is EntityType.PLACE and word.suffix and word.manner not in ("bare", "near"):
        return page.home(article, word.subtypes, word.suffix)
    return None
