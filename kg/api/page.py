"""Pages: their text, articles and mentions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING

from kg.api.things import Entity, Statement
from kg.export.shown import Shown
from kg.export.style import colour
from kg.model import BlockKind, PageResult

if TYPE_CHECKING:
    from kg.api.reader import Reader

_MARK = "border-bottom:2px solid {};background:{}22"


@dataclass(frozen=True)
class Article:
    """One article of a page: its `headline` and cleaned `text`; `start` and `end` on the raw page."""

    index: int
    headline: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Mention:
    """Where a page names an entity.

    Attributes:
        page: id of the page; `start`, `end` offsets on the raw page in Unicode code points.
        text: the name as printed, without white space.
        type, subtype: what it was read as.
        rule: which rule or list read it, with its `score`; `recognisers` who saw it.
        entity: whom it names.
    """

    page: str
    start: int
    end: int
    text: str
    type: str
    subtype: str
    rule: str
    score: float
    recognisers: tuple[str, ...]
    entity: Entity


@dataclass(frozen=True, eq=False)
class Page:
    """One page as it was read, and what was found on it. In a notebook it shows itself with its names coloured.

    Attributes:
        id: the page's name in the build.
        text: the raw page, into which all offsets point.
        date: issue date (ISO: a day, month or year), may be empty.
        title, place, source: what the page or its file says of itself.
    """

    id: str
    text: str
    date: str
    title: str
    place: str
    source: str
    _result: PageResult = field(repr=False)
    _reader: "Reader" = field(repr=False)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles in the order of the page."""
        return tuple(
            Article(
                found.index,
                " ".join(found.text[b.start : b.end] for b in found.blocks if b.kind is BlockKind.HEADLINE),
                found.text,
                found.span.start,
                found.span.end,
            )
            for found in self._result.document.articles
        )

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The names on the page, in order."""
        entities = self._reader.entities_of(self._result)
        return tuple(
            Mention(
                self.id,
                m.start,
                m.end,
                m.text,
                m.type.value,
                m.subtype,
                m.rule,
                m.score,
                m.recognisers,
                entities[m.entity],
            )
            for m in self._result.linked.mentions
        )

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Whom the page names, in the order of their first mention."""
        return tuple(dict.fromkeys(mention.entity for mention in self.mentions))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """What the page says, in the order of the quotes."""
        return self._reader.statements_on(self.id)

    def __repr__(self) -> str:
        return f"<Page {self.id}{', ' + self.date if self.date else ''}: {len(self.text):,} characters>"

    def _repr_html_(self) -> str:
        """The page with its mentions coloured by type, for notebooks."""
        shown = Shown(self._result)
        pieces, at = [], 0
        for (span, mention), named in zip(shown.mentions(), self.mentions, strict=True):
            style = _MARK.format(colour(mention.type.value).hex, colour(mention.type.value).hex)
            about = escape(f"{named.entity.name} · {named.entity.type_label}")
            name = escape(shown.text[span.start : span.end])
            pieces += [escape(shown.text[at : span.start]), f'<span style="{style}" title="{about}">{name}</span>']
            at = span.end
        pieces.append(escape(shown.text[at:]))
        return f'<div lang="zh" style="white-space:pre-wrap;line-height:1.8">{"".join(pieces)}</div>'


class Pages(Mapping[str, Page]):
    """The pages of a graph by id, in the order of ids; each is read when asked for."""

    def __init__(self, ids: Callable[[], tuple[str, ...]], read: Callable[[str], Page]) -> None:
        self._ids = ids
        self._read = read

    @cached_property
    def _known(self) -> dict[str, None]:
        return dict.fromkeys(self._ids())

    def __getitem__(self, name: str) -> Page:
        if name not in self._known:
            raise KeyError(f"the graph has no page {name!r}; its pages are in graph.pages")
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __repr__(self) -> str:
        return f"<{len(self)} pages>"
