"""Persons: who wrote, who holds which office, and surname with title for a person named before."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.lexicon import table
from kg.model import Article, BlockKind, EntityType, Mention

_BEFORE_AUTHOR: Final = re.compile(
    r"(?:记者|通讯员|特约\w{0,3}|作者|摄影|供稿|撰稿|文/?图?|图/?文?|摄|评论员|编辑|实习生|整理|报道|记者站)"
    r"[\s:：/]*(?:[\u4e00-\u9fff·]{2,4}[\s、,，/]*){0,4}$"
)
_AFTER_AUTHOR: Final = re.compile(r"^\s*(?:[\u4e00-\u9fff·]{2,4}\s+)?(?:摄影|摄|供稿|撰稿|文/图|/文|/摄|图$)")
_NAME_LINE: Final = re.compile(
    r"^[\s　]*(?:\(|（)?(?:[\u4e00-\u9fff]\s?[\u4e00-\u9fff·]{1,3}[\s、　]*){1,4}(?:\)|）)?\s*$"
)
_END_BRACKET: Final = re.compile(r"[（(](?:[^（）()。，；]{1,40})[）)]\s*$")
_TITLE_GLUE: Final = re.compile(r"^[\s、，]?$")
_BODIES: Final = (EntityType.ORG, EntityType.PLACE)
_STOP: Final = re.compile(r"[。；;!！?？\n：:“”（）()]")
_LONGEST_TITLE: Final = 10
_SURNAME_TITLE: Final = re.compile(r"^([\u4e00-\u9fff]{1,2}?)(?=(?:副|总|老)?[\u4e00-\u9fff]{1,5}$)")


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Titles that may stand at a name, from the word list `titles`."""
    return frozenset(row[0] for row in table("titles", 3))


@dataclass(frozen=True, slots=True)
class Role:
    """What an article says of a person where it names them: as author, or with a title and the mention before it."""

    author: bool
    title: str = ""
    body: int = -1
    """Index, in the article's mentions, of the organisation or area of the title; -1 if none stands there."""


def roles(article: Article, mentions: Sequence[Mention]) -> dict[int, Role]:
    """The role of each PER mention of an article, by its index in `mentions` (those of this article, in order)."""
    authors = _author_ranges(article)
    found: dict[int, Role] = {}
    last_person = -1
    for index, mention in enumerate(mentions):
        if mention.type is not EntityType.PER:
            continue
        if _is_author(article.text, mention, authors):
            found[index] = Role(author=True)
            continue
        role = _titled(article.text, mentions, index)
        if (
            not role.title
            and last_person >= 0
            and article.text[mentions[last_person].text_end : mention.text_start] in {"、", "和"}
        ):
            # 副主任朱某、蒋某: the title in front of a list counts for all its names.
            role = found.get(last_person, role)
        found[index] = role
        last_person = index
    return found


def _author_ranges(article: Article) -> list[tuple[int, int]]:
    ranges = [(block.start, block.end) for block in article.blocks if block.kind is BlockKind.BYLINE]
    text = article.text
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if _NAME_LINE.match(line) and len(line) <= 24:
            ranges.append((at, end))
        elif (found := _END_BRACKET.search(line)) is not None:
            ranges.append((at + found.start(), at + found.end()))
        at = end + 1
    return sorted(ranges)


def _is_author(text: str, mention: Mention, ranges: list[tuple[int, int]]) -> bool:
    start, end = mention.text_start, mention.text_end
    at = bisect_right(ranges, (start, len(text) + 1)) - 1
    if any(end <= last for _, last in ranges[max(0, at - 1) : at + 1]):
        return True
    if _BEFORE_AUTHOR.search(text[max(0, start - 24) : start]) and not text[:start].endswith(("告诉记者", "对记者")):
        return True
    if text[end : end + 1] in ("", "\n") and text[max(0, start - 1) : start] in {"。", "”", "\n", "！", "?", "？"}:
        return True  # a name alone behind the last full stop
    return _AFTER_AUTHOR.match(text[end : end + 12]) is not None and text[end : end + 1] != ""


def _titled(text: str, mentions: Sequence[Mention], index: int) -> Role:
    start = mentions[index].text_start
    title = _title_before(text, start)
    at = start - len(title)
    body = -1
    before = index - 1
    while before >= 0 and mentions[before].type in _BODIES:
        gap = text[mentions[before].text_end : at]
        if len(gap) <= 16 and not _STOP.search(gap) and "，" not in gap and (title or not gap):
            body = before
        break
    if not title:
        title = _title_after(text, mentions[index].text_end)
    return Role(author=False, title=title, body=body)


def _title_before(text: str, end: int) -> str:
    known = titles()
    for size in range(min(_LONGEST_TITLE, end), 1, -1):
        if text[end - size : end] in known:
            return text[end - size : end]
    return ""


def _title_after(text: str, start: int) -> str:
    known = titles()
    for size in range(_LONGEST_TITLE, 1, -1):
        if text[start : start + size] in known:
            return text[start : start + size]
    return ""


def surname_title(surface: str) -> tuple[str, str]:
    """Surname and title of a form of address (孙书记 → 孙, 书记), or two empty strings."""
    for size in (1, 2):
        rest = surface[size:]
        for title in (rest, rest.removeprefix("老"), rest.removeprefix("总")):
            if title and title in titles():
                return surface[:size], title
    return "", ""


def people_named(surname: str, title: str, named: dict[str, set[str]]) -> str:
    """The one person of the surname in `named` (name → titles in the article) who has the title, or the only one."""
    same = sorted(name for name in named if name.startswith(surname) and name != surname + title)
    titled = [name for name in same if any(one.endswith(title) or title.endswith(one) for one in named[name] if one)]
    chosen = titled or same
    return chosen[0] if len(chosen) == 1 else ""
