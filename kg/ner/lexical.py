"""The default recogniser: gazetteer, head words, titles, quotes, agreement. No model, no download."""

from collections.abc import Iterator

from kg.model import Article as _Article
from kg.model import Document, EntityType, Mention, evidence_text
from kg.ner import (
    agreement,
    areas,
    brands,
    byline,
    gazetteer,
    measured,
    organisation,
    person,
    places,
    programme,
    tagger,
    units,
)
from kg.ner.candidate import Candidate
from kg.ner.merge import AGREED, join_tagger, rank, resolve
from kg.ner.scan import Scan
from kg.ner.user import UserLexicon
from kg.ner.user_lexicon import RULE


class LexicalRecogniser:
    """Finds mentions by word lists and grammar."""

    name = "lexical"

    def __init__(self, lexicon: UserLexicon | None = None) -> None:
        """Take the user's own words: nothing is found that overlaps them, and they teach what agrees with them."""
        self._lexicon = lexicon or UserLexicon()

    def recognise(self, document: Document) -> list[Mention]:
        """Mentions of all articles, sorted by raw start, never overlapping."""
        kept = [as_mention(article, candidate, *who) for article, candidate, who in self.kept(document)]
        return sorted(kept, key=lambda mention: (mention.start, mention.end))

    def kept(self, document: Document) -> Iterator[tuple[_Article, Candidate, tuple[str, ...]]]:
        """The candidates that become mentions, each with its article and who saw it."""
        for article, candidates, tagged in self._found(document):
            for candidate in resolve(candidates):
                if not candidate.rule.startswith(f"{RULE}:"):  # those are the user's recogniser's to tell
                    yield article, candidate, _who(candidate.rule, candidate[:3] in tagged)

    def readings(self, document: Document) -> list[Mention]:
        """All that the components propose, also what overlaps and is not kept; in no order that matters."""
        return [
            as_mention(article, candidate, self.name)
            for article, candidates, _ in self._found(document)
            for candidate in sorted(set(candidates))
            if not candidate.rule.startswith(f"{RULE}:")
        ]

    def lay_out(self, document: Document) -> tuple[list[Scan], list[list[Candidate]]]:
        """The articles' scans, and for each all that lists and rules propose, overlapping ones too."""
        scans = [Scan(article, document.page.text) for article in document.articles]
        date, home = document.page.date, document.page.place
        own = [self._lexicon.find(scan.text, date=date) for scan in scans]
        return scans, [[*candidates, *mine] for candidates, mine in zip(_candidates(scans, home), own, strict=True)]

    def _found(self, document: Document) -> Iterator[tuple[_Article, list[Candidate], set[tuple[object, ...]]]]:
        """The candidates of each article, and the spans and types that the tagger read there."""
        scans, found = self.lay_out(document)
        first = [resolve(candidates) for candidates in found]
        tagged = tagger.load().read(scans, news=bool(document.page.place))
        joined = [join_tagger(*three) for three in zip(found, first, tagged, strict=True)]
        found = [every for every, _ in joined]
        more = agreement.spread(scans, [kept for _, kept in joined], found)
        for scan, candidates, extra, read in zip(scans, found, more, tagged, strict=True):
            yield scan.article, [*candidates, *extra], {one[:3] for one in read.mentions}


def _candidates(scans: list[Scan], home: str) -> list[list[Candidate]]:
    """All candidates of each article, overlapping ones too.

    Places come first for the whole page: the short names of its areas must be known when the beginning of a body's name
    is looked for.
    """
    found = [_places_and_persons(scan, home) for scan in scans]
    shorts = areas.short_forms(scans, found)
    return [[*candidates, *_names(scan, shorts)] for scan, candidates in zip(scans, found, strict=True)]


def _places_and_persons(scan: Scan, home: str) -> list[Candidate]:
    divisions = gazetteer.find_places(scan, home=home)
    scan.add_places(divisions)
    people = [*byline.find_bylines(scan), *person.find_persons(scan)]
    scan.persons.update(candidate.end for candidate in people if rank(candidate.rule) > 1)
    return [*divisions, *people, *places.find_headed(scan)]


def _names(scan: Scan, shorts: dict[str, str]) -> list[Candidate]:
    """Bodies, programmes, and the sites that begin with a short name."""
    near = areas.find_shorts(scan, shorts)
    scan.add_places(near)
    sites = places.find_headed(scan) if near else []
    bodies = organisation.find_organisations(scan)
    more = [*units.find_units(scan, bodies), *brands.find_brands(scan)]
    return [*near, *sites, *bodies, *more, *programme.find_programmes(scan)]


def _who(rule: str, seen: bool) -> tuple[str, ...]:
    """Who saw a mention: the tagger too, where it read the same."""
    if rule.startswith("tagger-first:"):
        return (LexicalRecogniser.name, "tagger") if rule.endswith(AGREED) else ("tagger",)
    return (LexicalRecogniser.name, "tagger") if seen else (LexicalRecogniser.name,)


def as_mention(article: _Article, candidate: Candidate, *recognisers: str) -> Mention:
    """The mention of a candidate, white space and marks at its ends left out; its score is what was counted."""
    span = article.raw(candidate.start, candidate.end)
    return Mention(
        start=span.start,
        end=span.end,
        text=evidence_text(article.text[candidate.start : candidate.end]),
        type=EntityType(candidate.type),
        subtype=candidate.subtype,
        article=article.index,
        text_start=candidate.start,
        text_end=candidate.end,
        score=round(measured.scores().of(candidate.rule, candidate.score), 3),
        recognisers=recognisers,
        rule=candidate.rule,
    )
