"""Resolving words that stand for something named before, and marking titles and rule words in a template."""

import re

from kg.model import Entity, EntityType
from kg.relate.context import Page
from kg.relate.lexicon import Anaphor, Lexicon, TitleWord
from kg.relate.template import Member, Template, Title, Unit

_CLAUSE_START = re.compile(r"[，。！？；：、“”（\n]$|^$")


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
                titled = number + 1 < len(found) and found[number + 1][0] == end and isinstance(found[number + 1][2], TitleWord)
                if word.manner == "bare" and not (titled or _CLAUSE_START.search(source.text, max(0, start - 1), start)):
                    continue
                if entity := _referent(word, past, page, article):
                    member = Member(entity.key, entity.type, entity.subtype, begin, finish, anaphor=True)
                    hits.append((start, end, Unit(symbols.unit(entity.type, entity.subtype), begin, finish, (member,))))
            elif word.classes:
                hits.append((start, end, Unit(symbols.word(word.classes), begin, finish)))
        return source.rewrite(hits)


def _referent(word: Anaphor, past: list[Member], page: Page, article: int) -> Entity | None:
    if word.manner != "home":
        for member in reversed(past):
            if member.type is word.type and member.subtype in word.subtypes:
                entity = page.entities[member.entity]
                if word.manner == "event" and not _is_event(entity):
                    continue
                if entity.name.endswith(word.suffix):
                    return entity
    if word.type is EntityType.PLACE and word.suffix and word.manner != "bare":
        return page.home(article, word.subtypes, word.suffix)
    return None


def _is_event(entity: Entity) -> bool:
    return entity.subtype == "event" or entity.name.endswith(("活动", "仪式", "会", "赛"))
