"""A large made-up build: as many statements as wished, through the graph code of the project, the same ones each time.

Counties of invented names have bodies, people, places and programmes of their own. Of these a few are named very often
and most hardly ever, as in papers; those of the province are named everywhere, by thousands of statements. The text of
the pages is not made, so their pages show no words.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.graph import Store, corpus_quads, page_quads
from kg.io import atomic_write, atomic_writer
from kg.io.layout import REPORT, STATEMENTS, STORE
from kg.model import (
    Article,
    Block,
    BlockKind,
    Document,
    Entity,
    EntityType,
    Evidence,
    Linked,
    Mention,
    Modality,
    OffsetMap,
    Page,
    PageResult,
    Span,
    Statement,
    entity_iri,
    entity_key,
)
from kg.model.ids import BASE

HAN = (
    "安白丰川德东福富光广国海和恒红宏鸿华惠吉嘉建江金景康乐丽良林龙隆茂美明南宁平祺启清庆荣瑞三"
    "山盛石顺泰天通同万文西祥新兴秀阳义永玉元云泽长正中"
)
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
ORGS = {
    "company": ("机械有限公司", "实业有限公司", "食品有限公司", "科技有限公司"),
    "government": ("农业局", "水利局", "教育局", "人民政府", "财政局"),
    "education": ("小学", "中学"),
    "association": ("协会",),
}
PLACES = {"town": ("镇", "乡"), "village": ("村",), "park": ("工业园",), "road": ("路",), "facility": ("广场",)}
PROGRAMMES = {"project": ("工程",), "event": ("文化节", "博览会"), "campaign": ("行动",), "policy": ("实施方案",)}
TITLES = ("局长", "副局长", "县长", "书记", "主任", "董事长", "校长", "总经理")
COUNTIES = 500
OF_A_COUNTY = {EntityType.ORG: 200, EntityType.PER: 200, EntityType.PLACE: 80, EntityType.PROG: 60}
HUBS = 40
MODALITIES = {Modality.FACT: 88, Modality.PLANNED: 6, Modality.ENDED: 4, Modality.NEGATED: 2}
ON_A_PAGE = 20
"""Statements on a page."""
ARTICLES = 4
RELATIONS = (
    ("leads", EntityType.PER, EntityType.ORG, 18),
    ("memberOf", EntityType.PER, EntityType.ORG, 20),
    ("locatedIn", EntityType.ORG, EntityType.PLACE, 18),
    ("inPark", EntityType.ORG, EntityType.PLACE, 5),
    ("within", EntityType.PLACE, EntityType.PLACE, 12),
    ("organizes", EntityType.ORG, EntityType.PROG, 8),
    ("participatesIn", EntityType.PER, EntityType.PROG, 8),
    ("cooperatesWith", EntityType.ORG, EntityType.ORG, 5),
    ("visited", EntityType.PER, EntityType.ORG, 6),
    ("jurisdiction", EntityType.ORG, EntityType.PLACE, 4),
    ("supports", EntityType.ORG, EntityType.PER, 3),
)


@dataclass(frozen=True)
class LargeGraph:
    """A made-up corpus of so many statements."""

    statements: int
    seed: int = 8

    @cached_property
    def counties(self) -> tuple[dict[EntityType, tuple[Entity, ...]], ...]:
        """The entities of each county; the last one is the province with its hubs."""
        wanted = max(2, min(COUNTIES, self.statements // 2000))
        province = self._county(COUNTIES, dict.fromkeys(OF_A_COUNTY, HUBS))
        return (*(self._county(number, OF_A_COUNTY) for number in range(wanted)), province)

    def entities(self) -> Iterator[Entity]:
        """All entities."""
        for county in self.counties:
            for members in county.values():
                yield from members

    def pages(self) -> Iterator[PageResult]:
        """The pages, in order."""
        for number in range(self.statements // ON_A_PAGE):
            yield self._page(number)

    def _county(self, number: int, sizes: dict[EntityType, int]) -> dict[EntityType, tuple[Entity, ...]]:
        pick = random.Random(f"{self.seed} county {number}")
        area = f"{HAN[number // len(HAN)]}{HAN[number % len(HAN)]}县"
        return {kind: tuple(_entity(pick, kind, area, one) for one in range(size)) for kind, size in sizes.items()}

    def _page(self, number: int) -> PageResult:
        pick = random.Random(f"{self.seed} page {number}")
        home, province = self.counties[number % (len(self.counties) - 1)], self.counties[-1]
        year, month, day = 2000 + number % 22, 1 + number % 12, 1 + number % 28
        page = Page(f"made-{number:06d}", "", f"{year}-{month:02d}-{day:02d}", title=f"日报 {number}")
        statements = []
        for place in range(ON_A_PAGE):
            name, one, other, _ = pick.choices(RELATIONS, [relation[3] for relation in RELATIONS])[0]
            subject, object_ = (
                _often(pick, home[one]),
                _often(pick, (home if pick.random() > 0.02 else province)[other]),
            )
            if subject.key != object_.key:
                statements.append(_statement(pick, page, place, (subject, name, object_)))
        keys = sorted({(s.evidence[0].article, key) for s in statements for key in (s.subject, s.object)})
        mentions = tuple(_mention(key, article, place) for place, (article, key) in enumerate(keys))
        return PageResult(Document(page, _articles(pick)), Linked(mentions, ()), tuple(statements))


def write(folder: Path, graph: LargeGraph) -> None:
    """Write the build into a folder: store, statements, report."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {entity.key: entity.name for entity in graph.entities()}

    def spoken() -> Iterator[Statement]:
        for result in graph.pages():
            for statement in result.statements:
                lines.write(_line(statement, names))
                yield statement

    def quads() -> Iterator[object]:
        for result in graph.pages():
            yield from page_quads(result, base=BASE)
        yield from corpus_quads(graph.entities(), spoken(), base=BASE)

    with atomic_writer(folder / STATEMENTS) as lines:
        Store.create(folder / STORE, quads())  # type: ignore[arg-type]  # quads all of them
    atomic_write(folder / REPORT, json.dumps({"statements": graph.statements, "seed": graph.seed}) + "\n")


def _entity(pick: random.Random, kind: EntityType, area: str, number: int) -> Entity:
    if kind is EntityType.PER:
        name = pick.choice(SURNAMES) + "".join(pick.choices(HAN, k=2))
        return Entity(entity_key(kind, name, area, str(number)), kind, "person", name, area=area)
    tails = {EntityType.ORG: ORGS, EntityType.PLACE: PLACES, EntityType.PROG: PROGRAMMES}[kind]
    subtype = pick.choice(sorted(tails))
    core = "".join(pick.choices(HAN, k=3))
    tail = pick.choice(tails[subtype])
    name = f"{area}{core}{tail}"
    return Entity(entity_key(kind, name, area, str(number)), kind, subtype, name, (core + tail,), area=area)


def _often(pick: random.Random, entities: tuple[Entity, ...]) -> Entity:
    """One of them, the first ones much more often."""
    return entities[int(len(entities) * pick.random() ** 3)]


def _statement(pick: random.Random, page: Page, place: int, claim: tuple[Entity, str, Entity]) -> Statement:
    subject, predicate, object_ = claim
    title = pick.choice(TITLES) if predicate in ("leads", "memberOf") else ""
    start = place * 40
    quote = f"{subject.name}{title}与{object_.name}的事，报上这样说"
    evidence = Evidence(page.id, place % ARTICLES, start, start + len(quote), quote)
    score = round(0.7 + 0.3 * pick.random(), 3)
    return Statement(
        *(subject.key, predicate, object_.key),
        evidence=(evidence,),
        rule=f"{predicate}-made",
        score=score,
        title=title,
        modality=pick.choices(list(MODALITIES), list(MODALITIES.values()))[0],
        date=page.date,
    )


def _mention(key: str, article: int, place: int) -> Mention:
    kind, name = key.split("|")[:2]
    return Mention(
        place * 10, place * 10 + len(name), name, EntityType(kind), "", article, 0, len(name), rule="made", entity=key
    )


def _articles(pick: random.Random) -> tuple[Article, ...]:
    heads = ["".join(pick.choices(HAN, k=12)) for _ in range(ARTICLES)]
    return tuple(
        Article(
            index,
            Span(index * 1000, index * 1000 + 900),
            head,
            OffsetMap.identity(len(head)),
            (Block(BlockKind.HEADLINE, 0, len(head)),),
        )
        for index, head in enumerate(heads)
    )


def _line(statement: Statement, names: dict[str, str]) -> bytes:
    first = statement.evidence[0]
    record = {
        "id": statement.id,
        "subject": entity_iri(statement.subject),
        "subject_name": names[statement.subject],
        "predicate": statement.predicate,
        "object": entity_iri(statement.object),
        "object_name": names[statement.object],
        "title": statement.title,
        "modality": statement.modality.value,
        "date": statement.date,
        "rule": statement.rule,
        "score": statement.score,
        "evidence": [
            {
                "page": first.page,
                "article": first.article,
                "start": first.start,
                "end": first.end,
                "quote": first.quote,
            }
        ],
    }
    return (json.dumps(record, ensure_ascii=False) + "\n").encode()
