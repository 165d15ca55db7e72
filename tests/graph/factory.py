"""Makes small corpora of invented people, firms and places."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Quad

from kg.graph import corpus_quads, page_quads
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
    evidence_text,
)
from kg.schema import PREDICATES, subtypes

BASE = "https://example.org/kg/"
AREA = "东川省/青岚市/云溪区"


def entity(kind: EntityType, subtype: str, name: str, *aliases: str, area: str = AREA, code: str = "") -> Entity:
    return Entity(entity_key(kind, name, area), kind, subtype, name, tuple(sorted(aliases)), area, code, "全称见报")


FIRM = entity(EntityType.ORG, "company", "青岚市禾谷农业机械装备有限公司", "禾谷农机", "禾谷")
OFFICE = entity(EntityType.ORG, "government", "云溪区农业农村局", "区农业农村局")
PERSON = entity(EntityType.PER, "person", "梁若禾", area="")
TOWN = entity(EntityType.PLACE, "town", "柳塘镇", area=AREA + "/柳塘镇", code="990102103")
PARK = entity(EntityType.PLACE, "park", "云溪农机产业园")
DRIVE = entity(EntityType.PROG, "campaign", "“送技下田”行动")
ENTITIES = (FIRM, OFFICE, PERSON, TOWN, PARK, DRIVE)


def iri(one: Entity) -> str:
    return entity_iri(one.key, BASE)


@dataclass(frozen=True)
class Corpus:
    """Entities and the pages that speak of them."""

    entities: tuple[Entity, ...]
    results: tuple[PageResult, ...]

    @property
    def statements(self) -> list[Statement]:
        return [statement for result in self.results for statement in result.statements]

    @property
    def pages(self) -> dict[str, Page]:
        return {result.document.page.id: result.document.page for result in self.results}

    def quads(self) -> list[Quad]:
        found = [quad for result in self.results for quad in page_quads(result, base=BASE)]
        return [*found, *corpus_quads(self.entities, self.statements, base=BASE)]


class PageMaker:
    """Builds the result of one page, whose only article is its whole text."""

    def __init__(self, page: str, text: str, date: str) -> None:
        self.page = Page(page, text, date, "云溪区", "云溪日报", f"/archive/{page}.txt")
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []

    def evidence(self, quote: str) -> Evidence:
        start = self.page.text.index(quote)
        return Evidence(self.page.id, 0, start, start + len(quote), evidence_text(quote))

    def mention(self, surface: str, one: Entity) -> None:
        start = self.page.text.index(surface)
        end = start + len(surface)
        self.mentions.append(Mention(start, end, surface, one.type, one.subtype, 0, start, end, entity=one.key))

    def say(
        self,
        subject: Entity,
        predicate: str,
        object_: Entity,
        quotes: Sequence[str],
        *,
        score: float = 0.9,
        title: str = "",
        modality: Modality = Modality.FACT,
    ) -> None:
        evidence = tuple(self.evidence(quote) for quote in quotes)
        self.statements.append(
            Statement(subject.key, predicate, object_.key, evidence, "rule-a", score, title, modality, self.page.date)
        )

    def result(self, entities: Iterable[Entity] = ENTITIES) -> PageResult:
        text = self.page.text
        blocks = (
            Block(BlockKind.HEADLINE, 0, text.index("\n")),
            Block(BlockKind.BODY, text.index("\n") + 1, len(text)),
        )
        article = Article(0, Span(0, len(text)), text, OffsetMap.identity(len(text)), blocks)
        linked = Linked(tuple(self.mentions), tuple(sorted(entities, key=lambda one: one.key)))
        return PageResult(Document(self.page, (article,)), linked, tuple(self.statements))


def small_corpus() -> Corpus:
    first = PageMaker(
        "云溪日报 2021-03-02 A1",
        "柳塘镇送来新农机\n位于云溪农机产业园的禾谷农机总经理梁若禾到柳塘镇走访。\n"
        "区农业农村局与禾谷农机签约，将举办“送技下田”行动。",
        "2021-03-02",
    )
    for surface, one in (
        ("柳塘镇", TOWN),
        ("云溪农机产业园", PARK),
        ("禾谷农机", FIRM),
        ("梁若禾", PERSON),
        ("区农业农村局", OFFICE),
        ("“送技下田”行动", DRIVE),
    ):
        first.mention(surface, one)
    first.say(FIRM, "inPark", PARK, ["位于云溪农机产业园的禾谷农机"], score=0.97)
    first.say(PERSON, "leads", FIRM, ["禾谷农机总经理梁若禾"], title="总经理", score=0.95)
    first.say(PERSON, "visited", TOWN, ["梁若禾到柳塘镇走访"])
    first.say(OFFICE, "cooperatesWith", FIRM, ["区农业农村局与禾谷农机签约", "禾谷农机总经理梁若禾"], score=0.8)
    first.say(OFFICE, "organizes", DRIVE, ["将举办“送技下田”行动"], modality=Modality.PLANNED)
    second = PageMaker(
        "云溪日报 2023-11 B2", "农机手上门\n禾谷农机与区农业农村局再度签约。\n禾谷农机原总经理梁若禾捐资。", "2023-11"
    )
    for surface, one in (("禾谷农机", FIRM), ("梁若禾", PERSON), ("区农业农村局", OFFICE)):
        second.mention(surface, one)
    second.say(FIRM, "cooperatesWith", OFFICE, ["禾谷农机与区农业农村局再度签约"], score=0.85)
    second.say(PERSON, "leads", FIRM, ["禾谷农机原总经理梁若禾"], title="总经理", modality=Modality.ENDED)
    return Corpus(ENTITIES, (first.result(), second.result()))


def random_corpus(seed: int, *, pages: int = 3, statements: int = 5) -> Corpus:
    """Pages of one sentence said many times over, on entities of all types; the same for the same seed."""
    rng = random.Random(seed)
    entities = tuple(
        entity(kind, rng.choice(subtypes(kind)), f"{kind.value}{i}") for kind in EntityType for i in range(3)
    )
    by_type = {kind: [one for one in entities if one.type is kind] for kind in EntityType}
    results = []
    for number in range(pages):
        maker = PageMaker(f"页{number}", "题\n甲乙丙丁戊己庚辛", rng.choice(["2020", "2021-05", "2021-05-06", ""]))
        for _ in range(statements):
            predicate = rng.choice(list(PREDICATES.values()))
            subject = rng.choice(by_type[rng.choice(sorted(predicate.domain))])
            object_ = rng.choice(by_type[rng.choice(sorted(predicate.range))])
            quote = rng.choice(["甲乙", "乙丙丁", "丁戊己", "庚辛"])
            maker.mention(quote, subject)
            maker.mention(quote, object_)
            modality = rng.choice([Modality.FACT, Modality.FACT, *Modality])
            maker.say(subject, predicate.name, object_, [quote], score=rng.choice([0.5, 0.75, 1.0]), modality=modality)
        results.append(maker.result(entities))
    return Corpus(entities, tuple(results))
