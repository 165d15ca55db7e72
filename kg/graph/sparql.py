"""SPARQL text: what may be asked, and a parser's complaint in one sentence."""

import re

import pyoxigraph as ox

from kg.errors import QueryError, QueryRefused
from kg.schema import PREFIXES

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
_LETTER = r"(?:{0}|\\u00(?:{1:02x}|{2:02x})|\\U000000(?:{1:02x}|{2:02x}))"
_SERVICE = re.compile("".join(_LETTER.format(c, ord(c), ord(c.lower())) for c in "SERVICE"), re.IGNORECASE)
"""The word anywhere, each letter as itself or as an escape."""
_OTHER = str.maketrans("Vv", "Xx")
_FROM = re.compile(_WORD.format("FROM"), re.IGNORECASE)
_PROLOGUE = re.compile(r"\s*(?:(?:PREFIX\s*[^\s:]*:|BASE)\s*)*", re.IGNORECASE)
_UPDATE = re.compile(r"(?:INSERT|DELETE|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def check(text: str) -> None:
    """Refuse what reaches beyond the store: SERVICE (it would call another machine) and updates.

    Raises:
        QueryRefused: the query holds one of them.
        QueryError: the query holds the word SERVICE somewhere, and is wrong.
    """
    if _SERVICE.search(text):
        _check_service(text)
    for reading in (text, _ESCAPE.sub(_unescape, text)):  # SPARQL lets \\u0053 stand for S anywhere
        bare = _QUIET.sub(" ", reading)
        if _UPDATE.match(bare, _PROLOGUE.match(bare).end()):  # type: ignore[union-attr]  # matches the empty string too
            raise QueryRefused("the query is an update, and the store is read-only: change the sources and build again")


def _check_service(text: str) -> None:
    """Refuse SERVICE as the parser sees it, whatever stands around it.

    To tell the keyword from the same letters in a name, a string or a comment takes the parser: whether `<` opens an
    IRI or compares depends on what is before it. So the word is misspelt everywhere, in as many characters: a name or
    a string bears that, the keyword does not. The store that is asked is empty, and no keyword is left to act.
    """
    misspelt = _SERVICE.sub(_misspell, text)
    try:
        ox.Store().query(misspelt, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        place = _PLACE.search(str(error))
        at = _offset(text, int(place[1]), int(place[2])) if place else -1
        if any(word.end() <= at <= word.end() + 1 for word in _SERVICE.finditer(text)):
            raise QueryRefused("the query uses SERVICE, which would ask another machine: leave it out") from error
        raise QueryError(complaint(error, text)) from error


def _misspell(word: re.Match[str]) -> str:
    """Another word of the same length; in the same case, because SPARQL tells ?service from ?Service."""
    if "\\" in word[0]:
        return "X" * len(word[0])
    return word[0].translate(_OTHER)


def _offset(text: str, line: int, column: int) -> int:
    """Place in the text of a line and column that count from 1."""
    return sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1


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
