"""The default recogniser: gazetteer, head words, titles, quotes, agreement. No model, no download."""

from kg.model import Article as _Article
from kg.model import Document, EntityType, Mention, evidence_text
from kg.ner import agreement, byline, gazetteer, organisation, person, places, programme
from kg.ner.candidate import Candidate
from kg.ner.merge import rank, resolve
from kg.ner.scan import Scan
from kg.ner.user import UserLexicon


class LexicalRecogniser:
    """Finds mentions by word lists and grammar."""

    name = "lexical"

    def __init__(self, lexicon: UserLexicon | None = None) -> None:
        """Take the user's own words, which win over every other reading."""
        self._lexicon = lexicon or UserLexicon()

    def recognise(self, document: Document) -> list[Mention]:
        """Mentions of all articles, sorted by raw start, never overlapping."""
        scans = [Scan(article, document.page.text) for article in document.articles]
        date = document.page.date
        found = [[*_candidates(scan), *self._lexicon.find(scan.text, date=date)] for scan in scans]
        first = [resolve(candidates) for candidates in found]
        more = agreement.spread(scans, first, found)
        mentions = []
        for scan, candidates, extra in zip(scans, found, more, strict=True):
            for candidate in resolve([*candidates, *extra]):
                mentions.append(as_mention(scan.article, candidate, self.name))
        return sorted(mentions, key=lambda mention: (mention.start, mention.end))


def _candidates(scan: Scan) -> list[Candidate]:
    """All candidates of one article, overlapping ones too."""
    divisions = gazetteer.find_places(scan)
    scan.add_places(divisions)
    people = [*byline.find_bylines(scan), *person.find_persons(scan)]
    scan.persons.update(candidate.end for candidate in people if rank(candidate.rule) > 1)
    sites = places.find_headed(scan)
    bodies = organisation.find_organisations(scan)
    programmes = programme.find_programmes(scan)
    return [*divisions, *people, *sites, *bodies, *programmes]


def as_mention(article: _Article, candidate: Candidate, recogniser: str) -> Mention:
    """The mention of a candidate, white space and marks at its ends left out."""
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
        score=round(candidate.score, 3),
        recognisers=(recogniser,),
        rule=candidate.rule,
    )
