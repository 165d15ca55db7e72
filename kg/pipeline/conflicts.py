"""Two chiefs of one post at one time: either a page errs, or two persons are one, or one has gone."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, groupby
from typing import IO, Any, Final

from kg.io.sorting import SortedLines
from kg.lexicon import words
from kg.lexicon.posts import posts
from kg.model import Modality, Problem, Statement, entity_iri

_OF_AREA: Final = re.compile(
    r"(?:[省市区县州盟旗镇乡村屯寨]|苏木|嘎查)长$|书记$|支书$|专员$|^主席$|(?:村|社区|委会)主任$"
)
"""Top posts of an area itself; any other (局长) is one of a body there, and which is not said."""
_LEADS: Final = "leads"
_IN_MEMORY: Final = 20_000
"""Words on posts that are held in memory, about 10 MB."""
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
    """Collects who holds which post, statement by statement, and finds the conflicts; on disk when they are many.

    Use it with `contextlib.closing`.
    """

    def __init__(self) -> None:
        self._held: list[str] = []
        self._spilled: IO[str] | None = None

    def close(self) -> None:
        """Forget what was collected."""
        if self._spilled is not None:
            self._spilled.close()

    def add(self, statements: Iterable[Statement]) -> None:
        """Keep what statements say of top posts; the keys are the pages'."""
        for s in statements:
            if s.predicate == _LEADS and s.modality in (Modality.FACT, Modality.ENDED) and s.title:
                titled = normalised(s.title)
                first = s.evidence[0]
                if titled:
                    said = (s.subject, s.object, titled, s.modality, s.date, first.page, first.quote, s.title)
                    self._held.append(_row(said))
        if len(self._held) > _IN_MEMORY:
            if self._spilled is None:
                self._spilled = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  see close
            self._spilled.writelines(self._held)
            self._held = []

    def conflicts(self, resolve: Mapping[str, str]) -> tuple[Conflict, ...]:
        """Pairs of persons who hold one post at one time, post by post.

        Args:
            resolve: the corpus entity's key of a page's key, where it is another.
        """
        with SortedLines() as said:
            for subject, object_, titled, *rest in map(json.loads, self._rows()):
                person, body = resolve.get(subject, subject), resolve.get(object_, object_)
                for post in posts_of(body, titled):
                    said.add(_row((body, post, person, *rest)))
            held = groupby(map(json.loads, said), key=lambda row: (row[0], row[1]))
            return tuple(conflict for post, rows in held for conflict in pairs({post: _people(rows)}))

    def _rows(self) -> Iterator[str]:
        if self._spilled is not None:
            self._spilled.seek(0)
            yield from self._spilled
        yield from self._held


def _row(cells: Sequence[object]) -> str:
    return json.dumps(cells, ensure_ascii=False) + "\n"


def _people(rows: Iterable[list[str]]) -> dict[str, Held]:
    """Who holds one post, by what is said of it."""
    people: dict[str, Held] = {}
    for _, _, person, modality, date, page, quote, title in rows:
        one = people.setdefault(person, Held())
        if modality == Modality.ENDED:
            one.ended.update({date} - {""})
            continue
        one.dates.update({date} - {""})
        one.pages.add(page)
        one.titles.add(title)
        one.quotes.add((date, page, quote))
    return people


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
