"""The relate stage: mentions and entities of a page → statements."""

from collections.abc import Iterable

from kg.config import RelateSettings
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
        return _settled(self._matcher.claims(marked, page, article.index, actors))

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
        return tuple(sorted(best.values(), key=lambda s: (s.evidence[0].start, s.predicate, s.subject, s.object)))


def _rank(statement: Statement) -> tuple[float, int, int]:
    first = statement.evidence[0]
    return -statement.score, first.start, first.end


def _settled(claims: Iterable[Claim]) -> list[Claim]:
    """Claims, less those that guessed the subject of something that another rule read where it stands."""
    found = list(claims)
    read = {(c.predicate, c.object, c.anchor) for c in found if not c.guessed}
    return [c for c in found if not c.guessed or (c.predicate, c.object, c.anchor) not in read]


def _statement(page: Page, article: Article, claim: Claim) -> Statement:
    span = article.raw(claim.start, claim.end)
    source = page.document.page
    quote = evidence_text(source.text[span.start : span.end])
    evidence = Evidence(source.id, article.index, span.start, span.end, quote)
    return Statement(
        claim.subject, claim.predicate, claim.object, (evidence,),
        claim.rule, round(claim.score, 3), claim.title, claim.modality, source.date,
    )  # fmt: skip
