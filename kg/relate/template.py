"""Templates: an article's text with each mention, title and listed word replaced by one character."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.model import Article, EntityType, Mention
from kg.relate.symbols import PRIVATE, Symbols

_OPENING = "“‘《「『〈"
_CLOSING = "”’》」』〉"


@dataclass(frozen=True, slots=True)
class Member:
    """An entity where a template names it. `start`, `end` are offsets in the article's text.

    `anaphor` says that it is named by a word that stands for it (该公司), not by a name.
    """

    entity: str
    type: EntityType
    subtype: str
    start: int
    end: int
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A title as printed, with its rank; `level` is the sort of area whose office it is (区长: 区), empty if none."""

    text: str
    rank: str
    level: str
    start: int
    end: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one character of a template stands for: a stretch [start, end) of the article's text.

    A folded list has several members or titles.
    """

    symbol: str
    start: int
    end: int
    members: tuple[Member, ...] = ()
    titles: tuple[Title, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """`text` with one character for each unit; `at[i]` is where each begins in `source_text`, the article's."""

    text: str
    at: Sequence[int]
    source_text: str
    units: dict[int, Unit] = field(default_factory=dict)

    def begin(self, index: int) -> int:
        """Offset in the article's text at which the template's character `index` begins."""
        return self.at[index]

    def finish(self, index: int) -> int:
        """Offset in the article's text behind the template's character before `index`."""
        unit = self.units.get(index - 1)
        return unit.end if unit is not None else self.at[index - 1] + 1

    def within(self, start: int, end: int) -> list[tuple[int, Unit]]:
        """The units whose character stands in [start, end), in order."""
        return [(i, self.units[i]) for i in range(start, end) if i in self.units]

    def rewrite(self, hits: Iterable[tuple[int, int, Unit]]) -> "Template":
        """Replace each range (start, end, unit) by the unit's symbol. Ranges are in order and do not overlap."""
        pieces: list[str] = []
        at: list[int] = []
        units: dict[int, Unit] = {}
        done = 0
        old = sorted(self.units)
        cursor = 0
        for start, end, unit in [*hits, (len(self.text), len(self.text), None)]:
            shift = len(at) - done
            while cursor < len(old) and old[cursor] < start:
                units[old[cursor] + shift] = self.units[old[cursor]]
                cursor += 1
            pieces.append(self.text[done:start])
            at.extend(self.at[done:start])
            if unit is None:
                break
            while cursor < len(old) and old[cursor] < end:
                cursor += 1
            units[len(at)] = unit
            pieces.append(unit.symbol)
            at.append(unit.start)
            done = end
        return Template("".join(pieces), at, self.source_text, units)


def template(article: Article, mentions: Sequence[Mention], symbols: Symbols) -> Template:
    """The article with its mentions replaced; quote and title marks right around a mention go into its unit."""
    text = PRIVATE.sub("\ufffd", article.text)
    bare = Template(text, range(len(text)), article.text)
    hits: list[tuple[int, int, Unit]] = []
    last = 0
    for mention in sorted(mentions, key=lambda m: (m.text_start, -m.text_end)):
        start, end = mention.text_start, mention.text_end
        if start < last or end <= start or not mention.entity:
            continue
        member = Member(mention.entity, mention.type, mention.subtype, start, end)
        while (
            start > last and end < len(text) and (i := _OPENING.find(text[start - 1])) >= 0 and text[end] == _CLOSING[i]
        ):
            start, end = start - 1, end + 1
        hits.append((start, end, Unit(symbols.unit(mention.type, mention.subtype), start, end, (member,))))
        last = end
    return bare.rewrite(hits)


_JOINTS = (
    ("TITLE", "[、兼]"),
    ("PER", "、|和|与|及|以及|"),
    ("PROG", "、|和|与|及|以及|暨|"),
    ("ORG", "、|和|及|以及"),
    ("PLACE", "、|和|及|以及"),
)


class Folder:
    """Folds lists of units of one type (`A、B和C`) and lists of titles (`党组书记、局长`) to one character each.

    `与` joins persons and programmes only: between bodies it says that one acts with the other.
    """

    def __init__(self, symbols: Symbols) -> None:
        """Compile for these symbols."""
        self._symbols = symbols
        self._patterns = []
        for spec, joint in _JOINTS:
            chars = symbols.charset(spec)
            last = f"(?![{chars}])" if spec == "PLACE" else ""
            self._patterns.append(re.compile(rf"[{chars}](?:(?:{joint})[{chars}]{last})+"))

    def fold(self, source: Template) -> Template:
        """The template with its lists folded."""
        folded = source
        for pattern in self._patterns:
            hits = [
                (m.start(), m.end(), _joined([unit for _, unit in folded.within(*m.span())], self._symbols))
                for m in pattern.finditer(folded.text)
            ]
            if hits:
                folded = folded.rewrite(hits)
        return folded


def _joined(units: Sequence[Unit], symbols: Symbols) -> Unit:
    titles = tuple(title for unit in units for title in unit.titles)
    members = tuple(member for unit in units for member in unit.members)
    if titles:
        ranks = [title.rank for title in titles]
        symbol = symbols.title("chief" if "chief" in ranks else "deputy" if "deputy" in ranks else "staff")
    else:
        same = len({unit.symbol for unit in units}) == 1
        symbol = units[0].symbol if same else symbols.unit(members[0].type, _common(members))
    return Unit(symbol, units[0].start, units[-1].end, members, titles)


def _common(members: Sequence[Member]) -> str:
    """The subtype that stands for a mixed list: the first member's."""
    return members[0].subtype
