"""Lists of posts: 区委副书记、区长 → a post in the party committee, the lead of the area."""

from dataclasses import dataclass

from kg.model import EntityType
from kg.relate.context import Page
from kg.relate.template import Member, Template, Title

_OWNERS = (EntityType.ORG, EntityType.PLACE)
_LEVELS = {
    "省": ("province",), "市": ("city", "district"), "区": ("district",), "县": ("district",), "旗": ("district",),
    "州": ("city",), "镇": ("town",), "乡": ("town",), "街道": ("town",), "村": ("village",), "社区": ("community",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """An office: whose, whether at the top, and as printed."""

    owner: str
    leads: bool
    title: str


def read_posts(source: Template, start: int, end: int, page: Page, article: int, carried: Member | None) -> tuple[list[Post], Member | None]:
    """The posts named in the template's range [start, end), and the last body named there.

    A title without a body before it belongs to `carried`, unless it names its area's level (区长), whose area in this
    article it then leads. Several titles in one body make one post, at the top if one of them is.
    """
    owner = carried
    direct = False
    found: dict[str, tuple[bool, list[str]]] = {}
    gap_from = start
    for index, unit in source.within(start, end):
        if unit.members and unit.members[0].type in _OWNERS:
            owner, direct, gap_from = unit.members[-1], True, index + 1
            continue
        if not unit.titles:
            continue
        section = source.text[gap_from:index].strip("、，兼和及任原前")
        for title in unit.titles:
            target = _target(title, owner, direct, page, article)
            if target is None or title.rank == "none":
                continue
            key, whole = target
            leads, titles = found.get(key, (False, []))
            titles.append((section if direct or section else "") + title.text)
            found[key] = (leads or (title.rank == "chief" and whole and not section), titles)
        gap_from = index + 1
    return [Post(key, leads, "、".join(titles)) for key, (leads, titles) in found.items()], owner


def _target(title: Title, owner: Member | None, direct: bool, page: Page, article: int) -> tuple[str, bool] | None:
    """Whose office the title is, and whether a chief of that name leads the whole of it."""
    if title.level and (owner is None or not _fits_level(title, owner)):
        area = page.home(article, _LEVELS[title.level], title.level)
        if area is not None:
            return area.key, True
        return None
    if owner is None:
        return None
    return owner.entity, True


def _fits_level(title: Title, owner: Member) -> bool:
    """区人民政府 + 副区长 and 珠山镇 + 镇长 belong together; 区委 + 区长 do not."""
    if owner.type is EntityType.PLACE:
        return owner.subtype in _LEVELS[title.level] or title.level in ("村", "社区")
    return owner.subtype == "government"
