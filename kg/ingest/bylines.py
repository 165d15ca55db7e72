"""Bylines and photo credits: who wrote an article, and so where it begins or ends."""

import re
from functools import lru_cache

import rjieba

from kg.lexicon import words
from kg.model import Span
from kg.text.chars import HAN

_BULLETS = "□■◎●○◆◇▲△☆★※【】[]/／ \t\u3000"
_PARTERS = re.compile(r"[\s、，,/／|｜:：;；&＆与和]+")
_CLOSING = re.compile(r"[（(]\s*([^（）()\n]{2,40}?)\s*[）)]\s*$")
_BEFORE_NAME = r"[。！？!?…](?:[”’」』\"]|[）)])?\s*"
_GLUED = re.compile(rf"{_BEFORE_NAME}([□■◎●○◆]?\s*[{HAN}][{HAN}\s、/／:：]{{1,28}})\s*$")
_SOURCE = re.compile(
    r"^(?:据|来源|摘自|转自|转载|综合|原载)|(?:宣传部|办公室|供稿|法院|报社|[局委会办院站]|公司|中心)$"
)
_SENTENCE_END = re.compile(r"[。！？!?…；;”’」』\"）)]\s*$")
_TAIL = 60


@lru_cache
def _name() -> re.Pattern[str]:
    single = "".join(word for word in words("layout_surnames") if len(word) == 1)
    double = "|".join(word for word in words("layout_surnames") if len(word) > 1)
    return re.compile(rf"(?:(?:{double})[{HAN}]{{1,2}}|[{single}][{HAN}]{{1,2}}|[{HAN}]{{2,6}}·[{HAN}]{{2,8}})")


@lru_cache
def _roles() -> re.Pattern[str]:
    several = sorted((word for word in words("layout_roles") if len(word) > 1), key=len, reverse=True)
    single = "".join(word for word in words("layout_roles") if len(word) == 1)
    return re.compile(rf"{'|'.join(several)}|(?:^|(?<=[\s/／]))[{single}](?=[\s/／:：]|$)|(?<=[{HAN}])摄$")


def is_name(word: str) -> bool:
    """Whether `word` can be a person's whole name: a family name with one or two characters, and no plain word."""
    if not _name().fullmatch(word) or word in words("layout_columns"):
        return False
    tagged = rjieba.tag(word)
    return len(tagged) > 1 or tagged[0][1].startswith("nr") or tagged[0][1] == "x"


def is_byline(text: str, *, bare: bool = True) -> bool:
    """Whether a line, or what stands in brackets, holds but names and the words beside them (本报记者, 文/图, 摄).

    `bare` allows names without any such word.
    """
    body = text.strip(_BULLETS + "()（）")
    if not 2 <= len(body) <= _TAIL:
        return False
    rest = _roles().sub(" ", body)
    names = [word for word in _PARTERS.split(rest) if word]
    if rest == body:
        return bare and 0 < len(names) <= 6 and all(map(is_name, names))
    return all(is_name(word) or _name().fullmatch(word) is not None for word in names) and (
        len(names) > 0 or len(body) > 3
    )


def is_credit(text: str) -> bool:
    """Whether a byline credits a photograph."""
    return re.search(r"摄(?:影(?:报道)?)?[）)\s]*$|供图[）)\s]*$|[图影][/／:：]", text) is not None


def closing(text: str) -> Span | None:
    """The byline that ends a paragraph, or None.

    `text` is the paragraph or its tail (60 characters do). Known are a last bracket with names, roles or a source, and
    names glued behind the last sentence. The span is of `text`, brackets included.
    """
    shift = max(0, len(text) - _TAIL)
    tail = text[shift:]
    match = _CLOSING.search(tail)
    if match is not None:
        before = tail[: match.start()]
        ended = not before.strip() or _SENTENCE_END.search(before) is not None
        if is_byline(match[1]) or (ended and before.strip() and _SOURCE.search(match[1]) and len(match[1]) <= 20):
            return Span(shift + match.start(), shift + len(tail.rstrip()))
        return None
    match = _GLUED.search(tail)
    if match is not None and is_byline(match[1]):
        return Span(shift + match.start(1), shift + len(tail.rstrip()))
    return None
