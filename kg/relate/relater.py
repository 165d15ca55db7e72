"""The relate stage: mentions and entities of a page → statements."""

from collections.abc import Iterable
from dataclasses import replace

from kg.config import RelateSettings
from kg.lexicon import words
from kg.lexicon.gazetteer import Gazetteer
from kg.model import Article, Document, Evidence, Linked, Statement, evidence_text
from kg.relate.anaphors import Marker
from kg.relate.claim import Claim
from kg.relate.clauses import Matcher
from kg.relate.context import Page
from kg.relate.lexicon import load
from kg.relate.names import from_names
from kg.relate.rules import load_rules
from kg.relate.template import fold, template
from kg.relate.topic import ActorFinder, Actors
from kg.schema import PREDICATES, allows


class Relater:
    """Finds statements on pages. Loaded once; `relate` is a pure function of the page."""

    def __init__(self, gazetteer: Gazetteer, settings: RelateSettings) -> None:
        """Load the lexicon and the rules.

        Raises:
            DataError: a list or rule file breaks its format.
        """
        self._gazetteer = gazetteer
        self._settings = settings
        self._lexicon = load()
        self._marker = Marker(self._lexicon)
        self._matcher = Matcher(load_rules(), self._lexicon)
        self._national = words("relate_national")
        self._finder = ActorFinder(self._lexicon)

    def relate(self, document: Document, linked: Linked) -> tuple[Statement, ...]:
        """The page's statements: one for each subject, predicate and object, by the best rule that found it.

        Ordered by where the evidence begins, then predicate, subject and object.
        """
        page = Page(document, linked)
        claims = list(from_names(page))
        for article in document.articles:
            claims += self._claims(page, article)
        return self._statements(page, claims)

    def _claims(self, page: Page, article: Article) -> list[Claim]:
        symbols = self._lexicon.symbols
        bare = template(article, page.articles[article.index], symbols)
        if not bare.units:
            return []
        marked = fold(self._marker.mark(bare, page, article.index), symbols)
        actors = Actors(marked, article, self._finder)
        return self._settled(page, self._matcher.claims(marked, page, article.index, actors))

    def _settled(self, page: Page, claims: Iterable[Claim]) -> list[Claim]:
        """Claims, less those that guessed the subject of something that another rule read where it stands; who carries
        on a national campaign takes part in it."""
        found = list(claims)
        read = {(c.predicate, c.object, c.anchor) for c in found if not c.guessed}
        kept = [c for c in found if not c.guessed or (c.predicate, c.object, c.anchor) not in read]
        return [
            replace(c, predicate="participatesIn")
            if c.predicate == "organizes" and c.guessed and any(part in page.entities[c.object].name for part in self._national)
            else c
            for c in kept
        ]

    def _statements(self, page: Page, claims: Iterable[Claim]) -> tuple[Statement, ...]:
        articles = {article.index: article for article in page.document.articles}
        best: dict[tuple[str, str, str], Statement] = {}
        for claim in claims:
            subject, obj = page.entities[claim.subject], page.entities[claim.object]
            if claim.score < self._settings.min_score or not allows(claim.predicate, subject.type, obj.type):
                continue
            statement = _statement(page, articles[claim.article], claim)
            key = (claim.subject, claim.predicate, claim.object)
            if PREDICATES[claim.predicate].symmetric and (claim.object, claim.predicate, claim.subject) in best:
                key = (claim.object, claim.predicate, claim.subject)
            if key not in best or _rank(statement) < _rank(best[key]):
                best[key] = statement
        for key in _further(page, best):
            del best[key]
        return tuple(sorted(best.values(), key=lambda s: (s.evidence[0].start, s.predicate, s.subject, s.object)))


def _further(page: Page, found: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Claims of a place's or body's whereabouts that a nearer one makes needless: in the county, beside in the town."""
    keys = list(found)
    contained = {(s, o) for s, p, o in keys if p == "within"}
    places: dict[tuple[str, str], list[str]] = {}
    for s, p, o in keys:
        if p in ("within", "locatedIn", "jurisdiction"):
            places.setdefault((s, p), []).append(o)
    return [
        (s, p, far)
        for (s, p), objects in places.items()
        for far in objects
        if any(near != far and ((near, far) in contained or _inside(page, near, far)) for near in objects)
    ]


def _inside(page: Page, near: str, far: str) -> bool:
    return bool(page.entities[far].area) and page.entities[near].area.startswith(page.entities[far].area + "/")


def _rank(statement: Statement) -> tuple[float, int, int]:
    first = statement.evidence[0]
    return -statement.score, first.start, first.end


def _statement(page: Page, article: Article, claim: Claim) -> Statement:
    stretches = [(claim.start, claim.end)] + ([claim.also] if claim.also else [])
    return Statement(
        claim.subject, claim.predicate, claim.object, tuple(_evidence(page, article, *s) for s in stretches),
        claim.rule, round(claim.score, 3), claim.title, claim.modality, page.document.page.date,
    )  # fmt: skip


def _evidence(page: Page, article: Article, start: int, end: int) -> Evidence:
    span = article.raw(start, end)
    source = page.document.page
    return Evidence(source.id, article.index, span.start, span.end, evidence_text(source.text[span.start : span.end]))
