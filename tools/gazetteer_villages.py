"""Stems of the names of all villages and communities, as hashes with a rank: the bytes of `villages.bin`."""

import re
from array import array
from collections import Counter
from collections.abc import Iterator

from kg.lexicon.villages import FORM, MANY, ONE, SOME, hashed

DEPTH = 4
"""Of villages in jionlp's tree."""
_BODY = re.compile(r"(?:村民|居民)?委员会$|(?:村|居)委会$")
_HEAD = re.compile(r"(?:社区|嘎查|村|居民区|居)$")
_MANY = 10


def stem(name: str) -> str:
    """元松 of 元松村 and 元松村村民委员会; the whole name where it has no such head (汪屋)."""
    return _HEAD.sub("", _BODY.sub("", name.strip())) or name


def render_villages(tree: str) -> bytes:
    """From the text of jionlp's tree to sorted little-endian 32-bit numbers; stems of one letter are left out."""
    counts = Counter(name for name in _stems(tree) if len(name) > 1)
    ranks: dict[int, int] = {}
    for name, count in counts.items():
        rank = ONE if count == 1 else SOME if count < _MANY else MANY
        key = hashed(name)
        ranks[key] = max(rank, ranks.get(key, 0))
    numbers = array(FORM, sorted(key << 2 | rank for key, rank in ranks.items()))
    if numbers.itemsize != 4:
        raise SystemExit("this machine has no 32-bit unsigned array")
    return numbers.tobytes()


def _stems(tree: str) -> Iterator[str]:
    for line in tree.splitlines():
        depth = len(line) - len(line.lstrip("\t"))
        if depth == DEPTH:
            yield stem(line.strip().split("\t")[0])
