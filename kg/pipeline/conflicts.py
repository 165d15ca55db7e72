"""Two chiefs of one post at one time: either a page errs, or two persons are one, or one has gone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

from kg.lexicon import words
from kg.lexicon.posts import posts
from kg.model import Modality, Problem, Statement, entity_iri

_OF_AREA: Final = re.compile(
    r"(?:[省市区县州盟旗镇乡村屯寨]|苏木|嘎查)长$|书记$|支书$|专员$|^主席$|(?:村|社区|委会)主任$"
)
"""Top posts of an area itself; any other (局长) is one of a body there, and which is not said."""
_LEADS: Final = "leads"
QUOTES: Final = 3
"""Quotes shown for each person."""


@dataclass(slots=True)
class Held:
    """A post in one person's hands: when pages say so, and with which words."""

    dates: set[str] = field(default_factory=set)
    ended: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    quotes: set[tuple[str, str, str]] = field(default_factory=set)
    """Date, page, quote."""

    @property
    def span(self) -> tuple[str, str]:
        """First and last date on which it was held; empty if no page that says so has a date."""
        first, last = min(self.dates, default=""), max(self.dates, default="")
        return first, max(first, min([last, *(end for end in self.ended if end >= first)]))


Post = tuple[str, str]
"""A body's or area's key, and the post's normalised title."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two persons who held one post at one time, by what pages say."""

    body: str
    post: str
    persons: tuple[str, str]
    held: tuple[Held, Held]

    def record(self, names: Mapping[str, str], base: str) -> dict[str, Any]:
        """Plain values for the report."""
        return {
            "body": names[self.body],
            "body_id": entity_iri(self.body, base),
            "post": self.post,
            "persons": [
                {
                    "name": names[person],
                    "id": entity_iri(person, base),
                    "key": person,
                    "titles": sorted(held.titles),
                    "first": held.span[0],
                    "last": held.span[1],
                    "pages": sorted(held.pages),
                    "quotes": [{"page": page, "date": date, "quote": quote} for date, page, quote in _shown(held)],
                }
                for person, held in zip(self.persons, self.held, strict=True)
            ],
        }

    def problem(self, names: Mapping[str, str]) -> Problem:
        """One line of the report."""
        (one, other), (first, second) = self.persons, self.held
        pages = f"{min(first.pages)} and {min(second.pages)}"
        said = f"{names[one]} and {names[other]} are both {self.post} of {names[self.body]} at one time, by {pages}"
        return Problem("conflict", min(first.pages), f"{said}: they may be one, or one may have gone", dropped=False)


class Posts:
    """Collects who holds which post, statement by statement, and finds the conflicts."""

    def __init__(self) -> None:
        self._said: list[tuple[str, str, tuple[str, ...], bool, str, str, str, str]] = []

    def add(self, statements: Iterable[Statement]) -> None:
        """Keep what statements say of top posts; the keys are the pages'."""
        for s in statements:
            if s.predicate == _LEADS and s.modality in (Modality.FACT, Modality.ENDED) and s.title:
                titled = normalised(s.title)
                first = s.evidence[0]
                if titled:
                    ended = s.modality is Modality.ENDED
                    self._said.append((s.subject, s.object, titled, ended, s.date, first.page, first.quote, s.title))

    def conflicts(self, resolve: Mapping[str, str]) -> tuple[Conflict, ...]:
        """Pairs of persons who hold one post at one time.

        Args:
            resolve: the corpus entity's key of a page's key, where it is another.
        """
        held: dict[Post, dict[str, Held]] = defaultdict(dict)
        for subject, object_, titled, ended, date, page, quote, title in self._said:
            person, body = resolve.get(subject, subject), resolve.get(object_, object_)
            for post in posts_of(body, titled):
                one = held[body, post].setdefault(person, Held())
                if ended:
                    one.ended.update({date} - {""})
                    continue
                one.dates.update({date} - {""})
                one.pages.add(page)
                one.titles.add(title)
                one.quotes.add((date, page, quote))
        return tuple(pairs(held))


def posts_of(body: str, titled: Iterable[str]) -> Iterator[str]:
    """The posts of a title that are known to be of this body or area."""
    return (post for post in titled if not body.startswith("PLACE|") or _OF_AREA.search(post))


def pairs(held: Mapping[Post, Mapping[str, Held]]) -> Iterator[Conflict]:
    """Pairs of persons who hold one post at one time, in order of the posts."""
    for body, post in sorted(held):
        people = held[body, post]
        acting = sorted(person for person in people if people[person].pages)
        for one, other in combinations(acting, 2):
            if _name(one) != _name(other) and _at_one_time(people[one], people[other]):
                yield Conflict(body, post, (one, other), (people[one], people[other]))


def _name(person: str) -> str:
    """The name in a person's key. Two of one name in one post are rather one person: that is asked by `kg review`."""
    return person.split("|", 2)[1]


def _at_one_time(one: Held, other: Held) -> bool:
    """Whether the spans meet. Without dates only pages that say both count."""
    (first, last), (begin, end) = one.span, other.span
    if not first or not begin:
        return not one.pages.isdisjoint(other.pages)
    return max(first, begin) <= min(last, end)


def normalised(title: str) -> tuple[str, ...]:
    """The top posts in a title as printed, each in its barest form: 区委书记、代区长 → 书记, 区长.

    Deputies, staff and posts that several may hold at once (负责人, 河长) are left out.
    """
    chiefs = (post.name for post in posts(title) if post.rank == "chief")
    return tuple(name for name in chiefs if name not in _shared())


@lru_cache(maxsize=1)
def _shared() -> frozenset[str]:
    return frozenset(words("shared_posts"))


def _shown(held: Held) -> list[tuple[str, str, str]]:
    return sorted(held.quotes)[:QUOTES]
