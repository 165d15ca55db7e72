"""What a text must hold for a regular expression to match: a quick look before the search."""

import re
from itertools import pairwise
from typing import Final

_TOKEN: Final = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?(?:\\.|[^\]\\])+\])|(?P<look>\(\?<?[=!])|(?P<open>\((?:\?(?:P<\w+>|:))?)|(?P<close>\))"
    r"|(?P<bar>\|)|(?P<times>[*+?]\??|\{\d+(?:,\d*)?\}\??)|(?P<char>.)",
    re.DOTALL,
)
_OPTIONAL: Final = ("*", "?", "{0")
_Needs = list[frozenset[str]]


def needs(expression: str) -> tuple[frozenset[str], ...]:
    """Sets of characters of each of which a text must hold one for the expression to match; the smallest first.

    Literals and positive sets count, of alternatives their union; what may be missing, what is looked at only and
    what is not understood (escapes, ranges) does not.

    Raises:
        ValueError: a bracket has no partner.
    """
    tokens = [(str(match.lastgroup), match[0]) for match in _TOKEN.finditer(expression)]
    if sum((kind in ("look", "open")) - (kind == "close") for kind, _ in tokens):
        raise ValueError(f"a bracket of {expression!r} has no partner")
    found, _ = _alternatives([*tokens, ("close", "")], 0)
    kept = {one for one in found if not any(other < one for other in found)}
    return tuple(sorted(kept, key=lambda one: (len(one), sorted(one))))


def _alternatives(tokens: list[tuple[str, str]], at: int) -> tuple[_Needs, int]:
    """What a bracket's inside needs that begins at the token `at`, and the token behind its end."""
    branches: list[_Needs] = [[]]
    while tokens[at][0] != "close":
        kind, text = tokens[at]
        at += 1
        inner: _Needs = []
        if kind == "bar":
            branches.append([])
            continue
        if kind in ("look", "open"):
            inner, at = _alternatives(tokens, at)
            inner = inner if kind == "open" else []
        elif kind == "set":
            inner = _characters(text[1:-1])
        elif kind == "char" and text not in ".^$":
            inner = [frozenset(text)]
        if tokens[at][0] == "times":
            inner = [] if tokens[at][1].startswith(_OPTIONAL) else inner
            at += 1
        branches[-1] += inner
    if all(branches):
        one_of = frozenset[str]().union(*(min(branch, key=len) for branch in branches))
        return (branches[0] if len(branches) == 1 else [one_of]), at + 1
    return [], at + 1


def _characters(inside: str) -> _Needs:
    plain = inside[0] != "^" and "\\" not in inside and not any(b == "-" for _, b in pairwise(inside))
    return [frozenset(inside)] if plain else []
