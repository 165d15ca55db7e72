"""How area names are built: level suffixes, chains in front of a name, short forms."""

import re
from functools import lru_cache
from typing import Final

LEVEL_OF_SUFFIX: Final = {
    "省": 1,
    "自治区": 1,
    "特别行政区": 1,
    "市": 2,
    "地区": 2,
    "盟": 2,
    "自治州": 2,
    "区": 3,
    "县": 3,
    "旗": 3,
    "自治县": 3,
    "自治旗": 3,
    "镇": 4,
    "乡": 4,
    "街道": 4,
    "苏木": 4,
    "社区": 5,
    "村": 5,
    "嘎查": 5,
}
"""Level of an area by the end of its name: 1 province, 2 city, 3 county, 4 town, 5 village or community. A 市 may also
be a county-level city; only the gazetteer or a chain (南通市海安市) tells."""

_SUFFIX: Final = re.compile(r"(特别行政区|自治[区州县旗]|地区|街道|社区|苏木|嘎查|[省市盟区县旗镇乡村])$")
# A 区 that is a zone, not a district (开发区, 小区), and words in which 市, 乡, 村 do not end a name (城乡, 农村).
_NO_AREA: Final = (
    r"(?<!开发)(?<!园)(?<!高新)(?<!产业)(?<!工业)(?<!集中)(?<!保税)(?<!示范)(?<!自贸)(?<!度假)(?<!风景)(?<!保护)(?<!功能)(?<!合作)"
    r"(?<!实验)(?<!试验)(?<!先导)(?<!集聚)(?<!物流)(?<!小)(?<!校)(?<!院)(?<!厂)(?<!街)(?<!片)(?<!景)(?<!辖)"
)
_SEGMENT: Final = (
    r"(?:[\u4e00-\u9fff]县|[\u4e00-\u9fff]{2,7}?(?:特别行政区|自治[区州县旗]|地区|街道|社区|苏木|嘎查|省|市|盟|县|旗"
    r"|(?<!乡)镇(?!化|银行)|乡(?!建设|规划|统筹|一体|居民|环境|亲|会|联|总|情|村|贤|企|友)"
    rf"|(?<!农)(?<!乡)村(?!信用|镇|集体|合作)|{_NO_AREA}区))"
)
_CHAIN: Final = re.compile(rf"{_SEGMENT}")
# Words that no area name holds: a "segment" with one of them reached over into an organisation's name.
_FOREIGN: Final = re.compile(
    r"银行|[农工建中]行|国网|公司|大学|医院|集团|协会|学院|中心|人民|委员|政府|工商|教育|农业|联合|[局厅部校委和及与]"
)
_OUTER_MARKS: Final = re.compile(r"[“”‘’\"'《》〈〉「」『』\s]")


def suffix(name: str) -> str:
    """Level suffix of an area name (`区` of 港闸区), empty if it has none or is nothing else."""
    found = _SUFFIX.search(name)
    return found.group() if found and found.start() else ""


def level(name: str) -> int:
    """Level of an area by its suffix, 0 if it has none."""
    return LEVEL_OF_SUFFIX.get(suffix(name), 0)


def stem(name: str) -> str:
    """An area's name without its suffix (港闸 of 港闸区); a name of two characters is its own stem (沛县)."""
    end = suffix(name)
    return name[: -len(end)] if end and len(name) - len(end) >= 2 else name


@lru_cache(maxsize=65536)
def chain(text: str) -> tuple[tuple[str, ...], str]:
    """The area names at the start of `text`, outermost first, and what follows them.

    (青岚市, 云溪区), 教育局 for 青岚市云溪区教育局. Levels must descend, so that 南通市海安市 is a chain of two and
    柳塘镇石桥镇 is not.
    """
    parts: list[str] = []
    at = last = 0
    while found := _CHAIN.match(text, at):
        name = found.group()
        depth = level(name)
        if (
            _FOREIGN.search(name[:-1])
            or stem(name) in LEVEL_OF_SUFFIX
            or not (depth > last or (depth == last == 2 and len(parts) == 1))
        ):
            break
        parts.append(name)
        at, last = found.end(), depth
    return tuple(parts), text[at:]


def bare(text: str) -> str:
    """Text without quote and title marks and white space."""
    return _OUTER_MARKS.sub("", text)
