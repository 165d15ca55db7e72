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
        for number, (start, end, word) in enumerate(found):
            while cursor < len(seen) and seen[cursor][0] < start:
                past.append(_Named(*seen[cursor], _leads_clause(source.text, seen[cursor][0])))
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
                if entity := _referent(word, _candidates(past, source, start), page, article):
                    member = Member(entity.key, entity.type, entity.subtype, begin, finish, anaphor=True)
                    hits.append((start, end, Unit(symbols.unit(entity.type, entity.subtype), begin, finish, (member,))))
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
    """A unit at the template's `index`; whether it begins a clause, where its subject stands."""

    index: int
    unit: Unit
    first: bool


def _leads_clause(text: str, index: int) -> bool:
    return index == 0 or _CLAUSE_START.match(text[index - 1]) is not None


def _candidates(past: list[_Named], source: Template, start: int) -> list[Member]:
    """What a word at the template's index `start` may stand for, the likeliest first.

    The last named comes first. A word that begins its clause stands for a subject rather than for what the same
    sentence named with it; one behind a preposition (到该院) never for the subject of its own clause.
    """
    text = source.text
    clause = max(text.rfind(mark, 0, start) for mark in "，。！？；：\n") + 1
    if _leads_clause(text, start) or text[start - 1] in _LEADING:
        ordered = _subjects_first(past, text)
    else:
        ordered = [n for n in reversed(past) if not (n.first and n.index >= clause)]
    return [member for named in ordered for member in reversed(named.unit.members)]


def _subjects_first(past: list[_Named], text: str) -> list[_Named]:
    """From the last sentence backwards; in each those first that begin a clause, the earliest of them leading."""
    ordered: list[_Named] = []
    sentence: list[_Named] = []
    for named in reversed(past):
        if sentence and _SENTENCE_END.search(text, named.index, sentence[-1].index):
            ordered += _by_clause(sentence)
            sentence = []
        sentence.append(named)
    return ordered + _by_clause(sentence)


def _by_clause(backwards: list[_Named]) -> list[_Named]:
    return [n for n in reversed(backwards) if n.first] + [n for n in backwards if not n.first]


def _referent(word: Anaphor, past: list[Member], page: Page, article: int) -> Entity | None:
    if word.manner == "event":
        return page.event(article, word.text)
    if word.manner != "home":
        fitting = [page.entities[m.entity] for m in past if m.type is word.type and m.subtype in word.subtypes]
        for entity in fitting:
            if entity.name.endswith(word.suffix):
                return entity
        for entity in fitting:
            if word.type is EntityType.ORG and word.suffix in entity.name:
                return entity
    if word.type is EntityType.PLACE and word.suffix and word.manner not in ("bare", "near"):
        return page.home(article, word.subtypes, word.suffix)
    return None
