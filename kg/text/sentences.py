"""Sentences and clauses of cleaned text."""

import re

from kg.model import Span

_SHIELD = (
    r"“[^“”\n]{1,20}”|‘[^‘’\n]{1,20}’|《[^《》\n]{1,80}》|〈[^〈〉\n]{1,40}〉|「[^「」\n]{1,20}」|『[^『』\n]{1,20}』"
    r"|（[^（）\n]{1,20}）|【[^【】\n]{1,20}】|〔[^〔〕\n]{1,20}〕"
)
_TAIL = "[”’」』）》】]*"
_SENTENCE = re.compile(rf"(?:{_SHIELD})|(?P<cut>[。！？；…]+{_TAIL}|\n)")
_CLAUSE = re.compile(rf"(?:{_SHIELD})|(?P<cut>[。！？；…]+{_TAIL}|[，：]+{_TAIL}|\n)")
_SPEECH_END = re.compile("[。！？…][”’」』]$")


def sentences(text: str) -> list[Span]:
    """Sentences of `text`, in order, without the white space around them.

    Cut behind 。！？；… (with the closing quotes that follow) and at line ends, but not inside short quotes, brackets
    and title marks, where such a mark belongs to a name or slogan. Every character that is not white space lies in one
    span.
    """
    return _cut(text, _SENTENCE)


def clauses(text: str) -> list[Span]:
    """Clauses of `text`: sentences, cut behind ， and ： too. 、 never cuts, since it joins the items of a list."""
    return _cut(text, _CLAUSE)


def _cut(text: str, pattern: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for match in pattern.finditer(text):
        if match["cut"] is not None or (
            _SPEECH_END.search(match[0]) and text[match.start() - 1 : match.start()] in "：，"
        ):
            _add(spans, text, at, match.end())
            at = match.end()
    _add(spans, text, at, len(text))
    return spans


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    part = text[start:end]
    body = part.strip()
    if body:
        begin = start + len(part) - len(part.lstrip())
        spans.append(Span(begin, begin + len(body)))
