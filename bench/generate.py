"""Pages of an archive that never was: `python -m bench.generate --pages 20000 --seed 1 OUT`.

The articles of `examples/train` are put together anew, with fresh names of people, companies, towns and villages and
with fresh dates; counties, cities and bodies stay. A page has about 5,000 characters. As in a real archive most names
belong to one paper, a few of them stand on many of its pages, and one city stands on half of all pages.

The same numbers give the same bytes; page N is the same whatever the number of pages. Files of JSON lines, each of
2,000 pages, are written page by page.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

from kg.io import atomic_writer

SAMPLES = Path(__file__).resolve().parents[1] / "examples" / "train"
LENGTH = 4400
"""Characters that a page has at least; the last article makes it about 5,000."""
SHARD = 2000
"""Pages in a file."""
PAPER = 250
"""Pages of one paper: what shares its names."""
CITY = "南京市"
"""The city on half of all pages."""
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂文辉建华国庆玉兰晓东海燕志红永春雪梅振宇佳俊峰立新嘉怡子涵"
STEMS = "柳清青石白龙凤金银松竹梅桥泉溪湖沙河塘坪岭坡湾渡口堰垭峰岩洞杏桃枫榆槐荷莲芦苇鹤雁鹿马牛羊云霞星月"
TRADES = ("机械", "纺织", "食品", "农业科技", "电子", "建材", "包装", "物流", "药业", "家具", "新能源", "水产")
DAY = re.compile(r"(?<!\d)\d{1,2}月\d{1,2}日")
VISIT = (
    f"{CITY}与本地签约\n\n　　本报讯 {{day}}，{CITY}考察团来访，"
    f"{CITY}发展和改革委员会副主任{{name}}介绍了两地合作情况。\n\n"
)
TAILS = {"town": re.compile(r"[镇乡]$"), "village": re.compile(r"村$")}
"""How names of places end that get a fresh stem, by subtype."""

Slot = tuple[str, int]
"""What stands in a gap of an article: `person`, `company`, `town`, `village` or `day`, and which of them."""


@dataclass(frozen=True, slots=True)
class Template:
    """An article with gaps: text, slot, text, slot, …, text."""

    texts: tuple[str, ...]
    slots: tuple[Slot, ...]
    tails: tuple[str, ...]
    """What ends the name in each gap: 镇, 村; empty for the others."""

    @property
    def length(self) -> int:
        """Characters without what fills the gaps."""
        return sum(map(len, self.texts))


@dataclass(frozen=True)
class Archive:
    """All pages that a seed gives."""

    seed: int

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """The articles of the sample pages, in order."""
        return tuple(
            _template(json.loads(path.read_text(encoding="utf-8")), article)
            for path in sorted(SAMPLES.glob("*.gold.json"))
            for article in range(len(json.loads(path.read_text(encoding="utf-8"))["articles"]))
        )

    def pages(self, count: int) -> Iterator[dict[str, str]]:
        """Pages 0 … count - 1, as lines of a JSONL file hold them."""
        return map(self.page, range(count))

    def page(self, number: int) -> dict[str, str]:
        """One page."""
        pick = random.Random(f"{self.seed} page {number}")
        issued = date(2000, 1, 1) + timedelta(days=(number // PAPER * 97 + number % PAPER // 4) % 8000)
        parts = []
        if number % 2:
            parts.append(VISIT.format(day=_day(pick, issued), name=self._name("person", number, pick)))
        length = sum(map(len, parts))
        while length < LENGTH:
            template = pick.choice(self.templates)
            parts.append(self._filled(template, number, pick, issued))
            length += template.length
        return {"id": f"made-{number:06d}", "date": issued.isoformat(), "title": "虚构日报", "text": "".join(parts)}

    def _filled(self, template: Template, number: int, pick: random.Random, issued: date) -> str:
        names: dict[Slot, str] = {}
        pieces = [template.texts[0]]
        for text, slot, tail in zip(template.texts[1:], template.slots, template.tails, strict=True):
            if slot[0] == "day":
                pieces.append(_day(pick, issued))
            else:
                if slot not in names:
                    names[slot] = self._name(slot[0], number, pick) + tail
                pieces.append(names[slot])
            pieces.append(text)
        return "".join(pieces)

    def _name(self, kind: str, number: int, pick: random.Random) -> str:
        """A name of the page's paper: mostly one of those that stand there often, at times one that never did."""
        rank = int(20 * pick.paretovariate(1.0)) if pick.random() > 0.1 else pick.randrange(10**9)
        return _invented(kind, random.Random(f"{self.seed} {kind} {number // PAPER} {rank}"))


def _invented(kind: str, pick: random.Random) -> str:
    if kind == "person":
        return pick.choice(SURNAMES) + "".join(pick.choices(GIVEN, k=pick.choice((1, 2, 2, 2))))
    stem = "".join(pick.sample(STEMS, 2))
    return f"{stem}{pick.choice(TRADES)}有限公司" if kind == "company" else stem


def _day(pick: random.Random, issued: date) -> str:
    told = issued - timedelta(days=pick.randrange(4))
    return f"{told.month}月{told.day}日"


def _template(gold: dict, number: int) -> Template:  # type: ignore[type-arg]  # JSON
    start, end = gold["articles"][number]
    entities = {entity["id"]: entity for entity in gold["entities"]}
    found: list[tuple[int, int, Slot, str]] = [
        (match.start(), match.end(), ("day", 0), "") for match in DAY.finditer(gold["text"], start, end)
    ]
    order = {identifier: place for place, identifier in enumerate(entities)}
    for mention in gold["mentions"]:
        kind, tail = _kind(entities[mention["entity"]], gold["text"][mention["start"] : mention["end"]])
        if kind and start <= mention["start"] and mention["end"] <= end:
            found.append((mention["start"], mention["end"], (kind, order[mention["entity"]]), tail))
    found.sort(key=lambda one: one[:2])
    kept: list[tuple[int, int, Slot, str]] = []
    for one in found:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    ends = [start, *(one[1] for one in kept)]
    starts = [*(one[0] for one in kept), end]
    texts = [gold["text"][a:b] for a, b in zip(ends, starts, strict=True)]
    texts[-1] = texts[-1].rstrip() + "\n\n"
    return Template(tuple(texts), tuple(one[2] for one in kept), tuple(one[3] for one in kept))


def _kind(entity: dict, surface: str) -> tuple[str, str]:  # type: ignore[type-arg]  # JSON
    """What a mention's gap is filled with, and the end of the name that stays."""
    if surface != entity["name"]:
        return "", ""
    if entity["type"] == "PER":
        return "person", ""
    if entity["subtype"] == "company" and surface.endswith("有限公司"):
        return "company", ""
    tail = TAILS.get(entity["subtype"], re.compile("$^")).search(surface)
    return (entity["subtype"], tail[0]) if tail and len(surface) < 5 else ("", "")


def write(out: Path, *, pages: int, seed: int) -> None:
    """Write the pages into a folder."""
    made = Archive(seed).pages(pages)
    for shard in range((pages + SHARD - 1) // SHARD):
        with atomic_writer(out / f"pages-{shard:03d}.jsonl") as stream:
            for _, page in zip(range(min(SHARD, pages - shard * SHARD)), made, strict=False):
                stream.write((json.dumps(page, ensure_ascii=False) + "\n").encode())


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Write made-up newspaper pages as JSON lines.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.out, pages=given.pages, seed=given.seed)


if __name__ == "__main__":
    main()
