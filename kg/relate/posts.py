"""Lists of posts: 区委副书记、区长 → a post in the party committee, the lead of the area."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import table
from kg.model import EntityType
from kg.relate.context import Page
from kg.relate.template import Member, Template, Title

_TOP = ("", "现", "新", "时", "新当选", "党组", "行政")
"""What may stand between a body and the title of its chief (现|任 and the like, without 任)."""
_OWNERS = (EntityType.ORG, EntityType.PLACE)


@dataclass(frozen=True, slots=True)
class Post:
    """An office: whose, whether at the top, and as printed. `also` is where its body was named, if elsewhere."""

    owner: str
    leads: bool
    title: str
    also: tuple[int, int] | None = None


@lru_cache(maxsize=1)
def _levels() -> dict[str, tuple[str, ...]]:
    return {level: tuple(kinds.split(",")) for level, kinds in table("relate_levels", 2)}


@lru_cache(maxsize=1)
def _holders() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((ending, frozenset(kinds.split(","))) for ending, kinds in table("relate_holders", 2))


class PostReader:
    """Reads lists of posts in one article's template."""

    def __init__(self, source: Template, page: Page, article: int) -> None:
        """Keep what reading needs."""
        self._source = source
        self._page = page
        self._owners: dict[str, Member] = {}
        self._article = article
        self._levels = _levels()
        self._holders = _holders()

    def read(self, start: int, end: int, carried: Member | None) -> tuple[list[Post], Member | None]:
        """The posts named in the template's range [start, end), and the last body named there.

        A title without a body before it belongs to `carried`; one that names its area's level (区长) to the article's
        area of that level; else to the last body of the sort that has such a title. Several titles in one body make
        one post, at the top if one of them is.
        """
        owner, gap_from = carried, start
        named = False
        found: dict[str, Post] = {}
        for index, unit in self._source.within(start, end):
            if unit.members and unit.members[0].type in _OWNERS:
                owner, gap_from, named = unit.members[-1], index + 1, True
                continue
            section = self._source.text[gap_from:index].strip("、，兼和及任原前（）") if unit.titles else ""
            for title in unit.titles:
                if post := self._post(title, owner, section if named else ""):
                    known = found.get(post.owner)
                    found[post.owner] = post if known is None else _merged(known, post)
            if unit.titles:
                gap_from = index + 1
        return list(found.values()), owner

    def _post(self, title: Title, owner: Member | None, section: str) -> Post | None:
        if title.rank == "none":
            return None
        if title.level and (owner is None or not self._fits_level(title, owner)):
            area = self._page.home(self._article, self._levels[title.level], title.level)
            return Post(area.key, title.rank == "chief", title.text) if area is not None else None
        also = None
        root = _root(title.text)
        if owner is None:
            owner = None if self._is_elsewhere(title) else self._owners.get(root) or self._holder(title)
            if owner is None:
                return None
            also = (owner.start, owner.end)
        elif not _employs(title, owner):
            return None
        if "退休" in section or (owner.type is EntityType.PLACE and not _holds(owner, title, section)):
            return None
        self._owners[root] = owner
        leads = title.rank == "chief" and section in _TOP
        return Post(owner.entity, leads, section + title.text, also)

    def _is_elsewhere(self, title: Title) -> bool:
        """Whether words that are no mention stand right before the title (凉粉生产线|负责人): serves no other."""
        at = self._source_index(title.start)
        before = self._source.text[at - 1 : at] if at else ""
        return "\u4e00" <= before <= "\u9fff" and before not in _OPENS

    def _fits_level(self, title: Title, owner: Member) -> bool:
        """区人民政府 + 副区长 and 珠山镇 + 镇长 belong together; 区委 + 区长 do not."""
        if owner.type is EntityType.PLACE:
            return owner.subtype in self._levels[title.level] or title.level in ("村", "社区")
        return owner.subtype == "government" and self._page.entities[owner.entity].name.endswith("政府")

    def _holder(self, title: Title) -> Member | None:
        """The body named last before the title, of a sort that has such a title."""
        fitting = [
            (len(ending), kinds)
            for ending, kinds in self._holders
            if title.text == ending or (title.rank != "staff" and title.text.endswith(ending))
        ]
        if not fitting:
            return None
        holders = max(fitting, key=lambda pair: pair[0])[1]
        before = self._source.within(0, self._source_index(title.start))
        found = [m for _, unit in before for m in unit.members if m.subtype in holders]
        sort = title.text[-2:-1]  # 局 of 局长: a bureau rather than a ministry
        likely = [m for m in found if sort and self._page.entities[m.entity].name.endswith(sort)]
        return next(reversed(likely or found), None)

    def _source_index(self, offset: int) -> int:
        return bisect_left(self._source.at, offset)


_OPENS = frozenset("据由在经请和与对向后时中上下里称示说任当选为是的了以及并兼前原现将让叫给把被从到又也还副正代长员记")
"""Letters after which a title stands by itself, though they are no marks."""
_NO_OFFICE = frozenset({"natural", "road", "region"})
_NOT_OF_AREAS = frozenset({"education", "culture", "company", "honour", "health", "media"})


def _holds(owner: Member, title: Title, section: str) -> bool:
    """Whether a place can have the post: not a river, and not with words between that name something else in it."""
    if owner.subtype in _NO_OFFICE:
        return False
    return bool(title.level) or len(section) < 3 or section.endswith("的") or section[-1] in "室科办部处局委组站队会"


def _employs(title: Title, owner: Member) -> bool:
    """Whether the title can be a post there: a paper has reporters, and an area has no pupils or workers."""
    if title.rank != "staff":
        return True
    if title.kind == "media":
        return owner.subtype == "media"
    if title.text.endswith("党员"):
        return owner.type is not EntityType.PLACE  # who lives there and is in the party
    return owner.type is not EntityType.PLACE or owner.subtype == "park" or title.kind not in _NOT_OF_AREAS


def _root(title: str) -> str:
    """主任 of 常务副主任: a deputy who is named without a body serves the body of the last chief of that title."""
    return title.removeprefix("常务").removeprefix("副")


def _merged(known: Post, more: Post) -> Post:
    return Post(known.owner, known.leads or more.leads, f"{known.title}、{more.title}", known.also)
