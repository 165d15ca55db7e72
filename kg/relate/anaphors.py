"""Resolving words that stand for something named before, and marking titles and rule words in a template."""

import re

from kg.model import Entity, EntityType
from kg.relate.context import Page
from kg.relate.lexicon import Anaphor, Lexicon, RuleWord, TitleWord
from kg.relate.template import Member, Template, Title, Unit

_CLAUSE_START = re.compile(r"[，。！？；：、“”（\n]|^$")
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
        past: list[Member] = []
        hits: list[tuple[int, int, Unit]] = []
        found = self._lexicon.find(source.text)
        for number, (start, end, word) in enumerate(found):
            while cursor < len(seen) and seen[cursor][0] < start:
                past.extend(seen[cursor][1].members)
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
                if entity := _referent(word, past, page, article):
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


def _referent(word: Anaphor, past: list[Member], page: Page, article: int) -> Entity | None:
    if word.manner == "event":
        return page.event(article, word.text)
    if word.manner != "home":
        for member in reversed(past):
            if member.type is word.type and member.subtype in word.subtypes:
                entity = page.entities[member.entity]
                if entity.name.endswith(word.suffix) or (word.type is EntityType.ORG and word.suffix in entity.name):
                    return entity
    if word.type is EntityType.PLACE and word.suffix and word.manner not in ("bare", "near"):
        return page.home(article, word.subtypes, word.suffix)
    return None
