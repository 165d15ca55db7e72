"""SPARQL text: what may be asked, and a parser's complaint in one sentence."""

import re

from kg.errors import QueryError

_QUIET = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|#[^\n\r]*",
    re.DOTALL,
)
"""Strings, IRIs and comments: where a keyword is no keyword."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_WORD = r"(?<![\w:?$@\-])(?:{})(?![\w:\-])"
_SERVICE = re.compile(_WORD.format("SERVICE"), re.IGNORECASE)
_FROM = re.compile(_WORD.format("FROM"), re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*(?:(?:PREFIX\s*[^\s:]*:|BASE)\s*)*", re.IGNORECASE)
_UPDATE = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def check(text: str) -> None:
    """Refuse what reaches beyond the store: SERVICE (it would call another machine) and updates.

    Raises:
        QueryError: the query holds one of them.
    """
    for reading in (text, _ESCAPE.sub(_unescape, text)):  # SPARQL lets \\u0053 stand for S anywhere
        bare = _QUIET.sub(" ", reading)
        if _SERVICE.search(bare):
            raise QueryError("the query uses SERVICE, which would ask another machine: leave it out")
        if _UPDATE.match(bare, _PROLOGUE.match(bare).end()):  # type: ignore[union-attr]  # matches the empty string too
            raise QueryError("the query is an update, and the store is read-only: change the sources and build again")


def names_graphs(text: str) -> bool:
    """Whether the query chooses its graphs itself, with FROM."""
    return _FROM.search(_QUIET.sub(" ", text)) is not None


def complaint(error: SyntaxError, text: str) -> str:
    """A sentence for the parser's error: where, near what, and why when it says so shortly."""
    place = _PLACE.search(str(error))
    if place is None:
        return f"the SPARQL query is wrong: {' '.join(str(error).split())[:160]}"
    number, column, reason = int(place[1]), int(place[2]), place[3]
    lines = text.splitlines() or [""]
    line = lines[number - 1] if number <= len(lines) else ""
    near = line[max(0, column - 1) :].strip()[:30] or "the end"
    if "Prefix not found" in reason:
        why = "a prefix is not declared"
    else:
        short = " ".join(reason.split())
        why = short if len(short) <= 80 else "another word is expected there"
    return f"the SPARQL query is wrong at line {number}, column {column}, near {near!r}: {why}"


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else " "
