"""What one page says, as RDF: its articles, who is mentioned where, and statements with their evidence.

Everything stands in the page's named graph, so that a page can be cited, compared or taken out alone. There are no
blank nodes, and equal results give equal quads in equal order.
"""

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.terms import (
    article_node,
    date_literal,
    decimal,
    entity_node,
    integer,
    page_node,
    statement_node,
    term,
    text_literal,
)
from kg.model import Article, BlockKind, Evidence, Page, PageResult, Statement
from kg.schema import NS

Resolve = Callable[[str], str]
"""Maps a page entity's key to the corpus entity's, by the judgements."""

Triples = Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]


def as_is(key: str) -> str:
    """No judgements: each key stands for itself."""
    return key


def page_quads(result: PageResult, *, base: str, resolve: Resolve = as_is) -> Iterator[Quad]:
    """Quads of one page, in its named graph `<base>page/<id>`.

    Args:
        result: what was extracted from the page.
        base: namespace of the build's IRIs.
        resolve: maps keys through judgements. A statement's own id does not change with them.
    """
    page = result.document.page
    graph = page_node(page.id, base)
    for subject, predicate, value in _page(result, graph, base, resolve):
        yield Quad(subject, predicate, value, graph)


def _page(result: PageResult, graph: NamedNode, base: str, resolve: Resolve) -> Triples:
    page = result.document.page
    yield from _about_page(page, graph)
    for article in sorted(result.document.articles, key=lambda article: article.index):
        yield from _about_article(article, page, graph)
    mentioned = {(m.article, resolve(m.entity)) for m in result.linked.mentions if m.entity}
    for index, key in sorted(mentioned):
        yield entity_node(key, base), term("kg:mentionedIn"), article_node(graph, index)
    for statement in distinct(result.statements):
        yield from _about_statement(statement, base, resolve)


def distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Statements ordered by id, one for each id: the surest, should two differ in nothing but their score."""
    ordered = sorted(statements, key=lambda s: (s.id, -s.score))
    return [s for i, s in enumerate(ordered) if i == 0 or s.id != ordered[i - 1].id]


def _about_page(page: Page, node: NamedNode) -> Triples:
    yield node, term("rdf:type"), term("kg:Page")
    yield node, term("dcterms:identifier"), text_literal(page.id)
    if page.date:
        yield node, term("dcterms:date"), date_literal(page.date)
    if page.title:
        yield node, term("dcterms:title"), text_literal(page.title)
    if page.place:
        yield node, term("kg:place"), text_literal(page.place)
    if page.source:
        # The file's name only: a folder of one machine would make the graph differ on another.
        yield node, term("dcterms:source"), text_literal(page.source.replace("\\", "/").rsplit("/", 1)[-1])


def _about_article(article: Article, page: Page, graph: NamedNode) -> Triples:
    node = article_node(graph, article.index)
    yield node, term("rdf:type"), term("kg:Article")
    yield node, term("dcterms:isPartOf"), graph
    yield node, term("kg:start"), integer(article.span.start)
    yield node, term("kg:end"), integer(article.span.end)
    headline = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.HEADLINE)
    if headline:
        yield node, term("dcterms:title"), text_literal(headline)
    if page.date:
        yield node, term("dcterms:date"), date_literal(page.date)


def _about_statement(statement: Statement, base: str, resolve: Resolve) -> Triples:
    node = statement_node(statement.id, base)
    yield node, term("rdf:type"), term("kg:Statement")
    yield node, term("rdf:subject"), entity_node(resolve(statement.subject), base)
    yield node, term("rdf:predicate"), NamedNode(NS + statement.predicate)
    yield node, term("rdf:object"), entity_node(resolve(statement.object), base)
    yield from _about_evidence(node, statement.evidence[0], base)
    yield node, term("kg:rule"), text_literal(statement.rule)
    yield node, term("kg:score"), decimal(statement.score)
    yield node, term("kg:modality"), text_literal(statement.modality.value)
    if statement.title:
        yield node, term("kg:title"), text_literal(statement.title)
    if statement.date:
        yield node, term("dcterms:date"), date_literal(statement.date)
    for number, evidence in enumerate(statement.evidence[1:], start=1):
        further = NamedNode(f"{node.value}#e{number}")
        yield node, term("kg:furtherEvidence"), further
        yield further, term("rdf:type"), term("kg:Evidence")
        yield from _about_evidence(further, evidence, base)


def _about_evidence(node: NamedNode, evidence: Evidence, base: str) -> Triples:
    article = article_node(page_node(evidence.page, base), evidence.article)
    yield node, term("prov:wasQuotedFrom"), article
    yield node, term("kg:quote"), text_literal(evidence.quote)
    yield node, term("kg:start"), integer(evidence.start)
    yield node, term("kg:end"), integer(evidence.end)
