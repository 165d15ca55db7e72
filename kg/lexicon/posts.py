"""Posts in a title as printed: 区委书记、代区长 holds two, 书记 and 区长."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from kg.lexicon.words import table

_BETWEEN: Final = re.compile(r"[、，,；;/和]|兼任?|暨")
_BEFORE: Final = re.compile(r"^(?:原任?|前任?|时任|现任|代理?(?!表))")
_DEPUTY: Final = re.compile(r"(?:常务)?副")
RANKS: Final = ("chief", "deputy", "staff")
"""From the top down. A title of none of them (村民, 女士) is no post."""


class Post(NamedTuple):
    """A post in its barest form with its rank; an unknown one is as printed, its rank empty."""

    name: str
    rank: str


@lru_cache(maxsize=4096)
def posts(title: str) -> tuple[Post, ...]:
    """The posts in a title, in the order printed, each once.

    The barest form is the longest known title that the printed one ends with (`titles.tsv`), less 代 (acting); a deputy
    keeps the 副 before it: 区人大常委会常务副主任 → 常务副主任.
    """
    found = (_bare(part.strip()) for part in _BETWEEN.split(title))
    return tuple(dict.fromkeys(post for post in found if post is not None))


def highest(held: tuple[Post, ...]) -> str:
    """The rank nearest the top among posts; empty if none is known."""
    return min((post.rank for post in held if post.rank), key=RANKS.index, default="")


def _bare(part: str) -> Post | None:
    part = _BEFORE.sub("", part)
    if not part:
        return None
    ranks = _ranks()
    known = next((part[i:] for i in range(len(part)) if part[i:] in ranks), "")
    if not known:
        return Post(part, "")
    rank = ranks[known]
    if rank not in RANKS:
        return None
    before = _DEPUTY.search(part[: -len(known)])
    if before and before.end() == len(part) - len(known):
        return Post(before[0] + known, "deputy")
    return Post(known if known == "代表" else known.removeprefix("代"), rank)


@lru_cache(maxsize=1)
def _ranks() -> dict[str, str]:
    return {title: rank for title, rank, _ in table("titles", 3)}
