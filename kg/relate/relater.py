"""The relate stage: mentions and entities of a page → statements."""

from collections.abc import Iterable

from kg.config import RelateSettings
from kg.lexicon import words
from kg.model import Article, Document, Evidence, Linked, Statement, evidence_text
from kg.relate.anaphors import Marker
from kg.relate.claim import Claim
from kg.relate.clauses import Matcher
from kg.relate.context import Page
from kg.relate.lexicon import load
from kg.relate.measured import NEVER, measured
from kg.relate.names import from_names, from_programme_names
from kg.relate.rules import Rule, load_rules
from kg.relate.settle import can_hold, national, needless, settled
from kg.relate.template import Folder, template
from kg.relate.topic import ActorFinder, Actors
from kg.schema import PREDICATES, allows


class Relater:
    """Finds statements on pages. Loaded once; `relate` is a pure function of the page."""

    def __init__(self, settings: RelateSettings, *, rules: Iterable[Rule] | None = None) -> None:
        """Load the lexicon and the rules, all of them unless some are given.

        Raises:
            DataError: a list or rule file breaks its format.
        """
        self._settings = settings
        self._lexicon = load()
        self._marker = Marker(self._lexicon)
        self._matcher = Matcher(load_rules() if rules is None else rules, self._lexicon)
        self._folder = Folder(self._lexicon.symbols)
        self._national = national(words("relate_national"))
        self._finder = ActorFinder(self._lexicon)
        self._measured = measured()

    def relate(self, document: Document, linked: Linked) -> tuple[Statement, ...]:
        """The page's statements: one for each subject, predicate and object, by the best rule that found it.

        Ordered by where the evidence begins, then predicate, subject and object.
        """
        page = Page(document, linked)
        return self._statements(page, self._found(page))

    def claims(self, document: Document, linked: Linked) -> list[Claim]:
        """All that the rules find on the page, several for one statement if several rules find it."""
        return self._found(Page(document, linked))

    def _found(self, page: Page) -> list[Claim]:
        claims = list(from_names(page))
        for article in page.document.articles:
            claims += self._claims(page, article)
        claims = [c for c in claims if self._trusts(c)]
        hosted = {claim.object for claim in claims if claim.predicate == "organizes" and not claim.fallback}
        claims = [claim for claim in claims if not (claim.fallback and claim.object in hosted)]
        hosted.update(claim.object for claim in claims if claim.predicate == "organizes")
        claims += from_programme_names(page, hosted)
        return [c for c in claims if self._trusts(c)]

    def _trusts(self, claim: Claim) -> bool:
        return self._settings.weak_rules or not self._measured.get(claim.rule, NEVER).weak

    def _claims(self, page: Page, article: Article) -> list[Claim]:
        symbols = self._lexicon.symbols
        bare = template(article, page.articles[article.index], symbols)
        if not bare.units:
            return []
        marked = self._folder.fold(self._marker.mark(bare, page, article.index))
        actors = Actors(marked, article, self._finder)
        return settled(page, self._matcher.claims(marked, page, article.index, actors), self._national)

    def _statements(self, page: Page, claims: Iterable[Claim]) -> tuple[Statement, ...]:
        articles = {article.index: article for article in page.document.articles}
        best: dict[tuple[str, str, str], Statement] = {}
        for claim in claims:
            score = self._measured.get(claim.rule, NEVER).score(claim.score)
            subject, obj = page.entities[claim.subject], page.entities[claim.object]
            if score < self._settings.min_score or not allows(claim.predicate, subject.type, obj.type):
                continue
            if claim.predicate == "within" and not can_hold(page, claim.subject, claim.object):
                continue
            statement = _statement(page, articles[claim.article], claim, score)
            key = (claim.subject, claim.predicate, claim.object)
            if PREDICATES[claim.predicate].symmetric and (claim.object, claim.predicate, claim.subject) in best:
                key = (claim.object, claim.predicate, claim.subject)
            if key not in best or _rank(statement) < _rank(best[key]):
                best[key] = statement
        for key in needless(page, best):
            del best[key]
        return tuple(sorted(best.values(), key=lambda s: (s.evidence[0].start, s.predicate, s.subject, s.object)))


def _rank(statement: Statement) -> tuple[float, int, int]:
    first = statement.evidence[0]
    return -statement.score, first.start, first.end


def _statement(page: Page, article: Article, claim: Claim, score: float) -> Statement:
    stretches = [(claim.start, claim.end)] + ([claim.also] if claim.also else [])
    return Statement(
        claim.subject, claim.predicate, claim.object, tuple(_evidence(page, article, *s) for s in stretches),
        claim.rule, round(score, 3), claim.title, claim.modality, page.document.page.date,
    )  # fmt: skip


def _evidence(page: Page, article: Article, start: int, end: int) -> Evidence:
    span = article.raw(start, end)
    source = page.document.page
    quote = evidence_text(source.text[span.start : span.end], source.media)
    return Evidence(source.id, article.index, span.start, span.end, quote)
